import { close } from './decide.ts';
import { savePage } from './store.ts';

export const acknowledgePage = [savePage, close];
