import { teamOf } from '../../catalog/index.ts';
import { stepsOf } from '../policy/actions.ts';

export const owner = [teamOf, stepsOf];
