import { acknowledgePage } from './actions.ts'; // CAUGHT

export const savePage = () => acknowledgePage;
