/** What the stages to the right may ask of those who inform. */

export { openPost } from './mailing/views.ts';
export { nextTry } from './subscriber/decide.ts';
