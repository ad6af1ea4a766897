import { teamOf } from '../../catalog/index.ts';

export const owner = teamOf('checkout');
