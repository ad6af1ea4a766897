/** What the stages to the right may ask of the catalogue. */

export { findOwnDevice, noteDevice } from './device/actions.ts';
export { versionOf } from './item/model.ts';
export { openLetter, sendLetter } from './letter/actions.ts';
export { type Letter, letterKind } from './letter/model.ts';
export { anySection, type Items, type Section } from './organisation/model.ts';
export type { Reach } from './person/actions.ts';
export {
  activePeople,
  administratorNames,
  allPeople,
  countPeople,
  type FoundPerson,
  findPerson,
  knownPeople,
  peopleWhoLeft,
  whenPeopleLeft,
} from './person/store.ts';
export { addServices } from './service/actions.ts';
export { allServices, findService, findServices } from './service/store.ts';
export { refuseOthers } from './team/actions.ts';
export { membersOf, teamsOf } from './team/store.ts';
