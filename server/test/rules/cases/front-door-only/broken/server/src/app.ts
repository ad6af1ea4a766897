import { teamOf } from './catalog/team/store.ts'; // CAUGHT

export const start = teamOf;
