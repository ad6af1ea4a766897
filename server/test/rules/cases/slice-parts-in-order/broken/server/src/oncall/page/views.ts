import { savePage } from './store.ts'; // CAUGHT

export const pageView = savePage;
