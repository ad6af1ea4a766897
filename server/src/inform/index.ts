/** What the stages to the right may ask of those who inform. */

export { openPost } from './mailing/views.ts';
export { senderKinds as newsSenderKinds } from './sending/model.ts';
export { type Outgoing, outgoing } from './sending/views.ts';
export { nextTry } from './subscriber/decide.ts';
