import { savePage } from './store.ts'; // CAUGHT

export const jobs = [savePage];
