import { action, type Transaction } from '../../platform/action.ts';

export const start = action('oncall.page', 'To begin with: commit to it.', (tx: Transaction) => tx);
