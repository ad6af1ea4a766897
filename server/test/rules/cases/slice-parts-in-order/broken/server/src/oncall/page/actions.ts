import { routes } from './routes.ts'; // CAUGHT

export const acknowledgePage = routes;
