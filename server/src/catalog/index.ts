/** What the stages to the right may ask of the catalogue. */
export { anySection, type Items, type Section } from './organisation/model.ts';
export type { Reach } from './person/actions.ts';
export {
  activePeople,
  administratorNames,
  countPeople,
  type FoundPerson,
  findPerson,
  knownPeople,
  peopleWhoLeft,
} from './person/store.ts';
export { allServices, findService } from './service/store.ts';
export { membersOf } from './team/store.ts';
