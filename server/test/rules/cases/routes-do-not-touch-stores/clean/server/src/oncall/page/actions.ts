import { savePage } from './store.ts';

export const acknowledgePage = savePage;
