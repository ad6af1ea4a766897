import { getPolicyPath, rehearseHere } from '@muster/contract/oncall/policy-path';
import { rehearsePolicy } from '@muster/contract/oncall/rehearsal';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { rehearse } from './model.ts';
import { policyPathView, rehearsedHereView } from './views.ts';

export const routes = [
  route(rehearsePolicy, async ({ body }) => rehearse(body)),
  route(getPolicyPath, async ({ platform, params, query }) => {
    const at = query.at === undefined ? platform.clock.now() : Temporal.Instant.from(query.at);
    const path = await policyPathView(platform.db, platform.settings, { name: params.name, at });
    if (!path) throw notFound('policy');
    return path;
  }),
  route(rehearseHere, ({ platform, params, body }) =>
    rehearsedHereView(platform.db, platform.settings, { ...body, name: params.name }),
  ),
];
