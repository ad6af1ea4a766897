/** What the stages to the right may ask of those who inform. */

export { listsWith } from './list/views.ts';
export { openPost } from './mailing/views.ts';
export { componentsWith } from './page/views.ts';
export { senderKinds as newsSenderKinds } from './sending/model.ts';
export { type Outgoing, outgoing } from './sending/views.ts';
export { nextTry } from './subscriber/decide.ts';
export { type UnsubscribePage, unsubscribePage, unsubscribeUrl } from './subscription/model.ts';
export { followersOf } from './subscription/store.ts';
export { followedServices } from './subscription/views.ts';
