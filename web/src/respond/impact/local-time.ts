export { changedTo, toField } from '../../ui/local-time.ts';
