import { acknowledgePage } from './actions.ts'; // CAUGHT

export const pageView = acknowledgePage;
