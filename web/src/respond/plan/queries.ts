import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { reviewPlan } from '@muster/contract/respond/plans';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

/** Says that somebody has looked at the plan, and what came of it. A form shows its own errors: `quiet`. */
export function useReviewPlan(incident: Incident, options?: { quiet: boolean }) {
  const params = { ref: incident.id };
  return useAct(incident, (body: BodyOf<typeof reviewPlan>) => call(reviewPlan, { params, body }), options);
}
