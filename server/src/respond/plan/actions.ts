import { reviewPlan as endpoint } from '@muster/contract/respond/plans';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { changeIncident } from '../stream/actions.ts';
import { decideReviewed } from './decide.ts';

export const reviewPlan = action(
  {
    name: 'respond.reviewPlan',
    who: 'responder',
    input: z.strictObject({ ...endpoint.params.shape, ...endpoint.body.shape }),
  },
  async (act, { ref, ...given }) => {
    await changeIncident(act, { ref }, ({ state }) => decideReviewed(state, given));
  },
);
