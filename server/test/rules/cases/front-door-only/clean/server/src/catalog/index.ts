export { teamOf } from './team/actions.ts';
