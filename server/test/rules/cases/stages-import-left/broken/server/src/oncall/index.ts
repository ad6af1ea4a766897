export { publicStatus } from '../inform/index.ts'; // CAUGHT
export const startPage = () => ({});
export type Page = object;
