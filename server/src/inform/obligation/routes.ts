import * as endpoints from '@muster/contract/inform/obligations';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../../respond/index.ts';
import {
  addFact,
  assignObligation,
  changeRule,
  declineObligation,
  startObligation,
  submitObligation,
  waiveStep,
} from './actions.ts';
import { ruleList, ruleVersions, runningList } from './views.ts';

export const routes = [
  route(endpoints.listObligationRules, async ({ platform }) => ({ items: await ruleList(platform.db) })),
  route(endpoints.putObligationRule, ({ platform, caller, params, body }) =>
    changeRule(platform, caller, { ...params, ...body }),
  ),
  route(endpoints.listObligationVersions, ({ platform, params }) => ruleVersions(platform.db, params.name)),
  route(endpoints.listObligations, ({ platform, caller }) => runningList(platform.db, caller.actor)),
  route(endpoints.startObligation, async ({ platform, caller, params, body }) => {
    await startObligation(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.declineObligation, async ({ platform, caller, params, body }) => {
    await declineObligation(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.addObligationFact, async ({ platform, caller, params, body }) => {
    await addFact(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.submitObligation, async ({ platform, caller, params, body }) => {
    await submitObligation(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.waiveObligationStep, async ({ platform, caller, params, body }) => {
    await waiveStep(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.assignObligation, async ({ platform, caller, params, body }) => {
    await assignObligation(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
