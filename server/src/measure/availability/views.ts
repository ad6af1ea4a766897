export { ruleInForce } from './store.ts';
