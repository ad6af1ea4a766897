import { teamOf } from '../../catalog/team/store.ts'; // CAUGHT
import { catalog } from '../../catalog/module.ts'; // CAUGHT

export const owner = teamOf(catalog);
