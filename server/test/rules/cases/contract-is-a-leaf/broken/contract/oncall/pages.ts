import { Temporal } from 'temporal-polyfill'; // CAUGHT
import { rank } from '../../server/src/oncall/index.ts'; // CAUGHT

export const page = [Temporal, rank];
