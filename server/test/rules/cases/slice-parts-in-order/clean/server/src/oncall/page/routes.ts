import { acknowledgePage } from './actions.ts';
import { pageView } from './views.ts';

export const routes = [acknowledgePage, pageView];
