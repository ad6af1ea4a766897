import { decideAcknowledge } from './decide.ts'; // CAUGHT
import { savePage } from './store.ts'; // CAUGHT

export const routes = [savePage, decideAcknowledge];
