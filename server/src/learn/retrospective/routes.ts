import * as endpoints from '@muster/contract/learn/retrospectives';
import { route } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { seenIncident } from '../../respond/index.ts';
import { suggestionView } from '../depth/views.ts';
import { addAlone, changeOne, putOfIncident, redraft, takeStep } from './actions.ts';
import {
  myRetrospectives,
  ofIncident,
  retrospectiveAt,
  retrospectiveList,
  retrospectiveView,
  seenRetrospective,
  writtenText,
} from './views.ts';
import { withoutEmptyParts } from './written.ts';

const askerOf = (platform: Platform, { actor }: Caller) => ({ actor, now: platform.clock.now() });

export const routes = [
  route(endpoints.getIncidentRetrospective, async ({ platform, caller, params }) => {
    const one = await ofIncident(platform.db, params.ref, caller.actor);
    return retrospectiveView(platform.db, one, askerOf(platform, caller));
  }),
  route(endpoints.putIncidentRetrospective, async ({ platform, caller, params, body }) => {
    const { id } = await putOfIncident(platform, caller, { ref: params.ref, change: body });
    return retrospectiveAt(platform.db, id, askerOf(platform, caller));
  }),
  route(endpoints.suggestRetrospective, async ({ platform, caller, params, query }) => {
    const state = await seenIncident(platform.db, params.ref, caller.actor);
    const asked = query.asked === 'true';
    return suggestionView(platform.db, state, { ...askerOf(platform, caller), asked });
  }),
  route(endpoints.listRetrospectives, ({ platform, caller, query }) =>
    retrospectiveList(platform.db, askerOf(platform, caller), query),
  ),
  route(endpoints.listMyRetrospectives, ({ platform, caller }) =>
    myRetrospectives(platform.db, caller.actor, platform.clock.now()),
  ),
  route(endpoints.addRetrospective, async ({ platform, caller, body }) => {
    const { id } = await addAlone(platform, caller, body);
    return retrospectiveAt(platform.db, id, askerOf(platform, caller));
  }),
  route(endpoints.getRetrospective, ({ platform, caller, params }) =>
    retrospectiveAt(platform.db, params.id, askerOf(platform, caller)),
  ),
  route(endpoints.changeRetrospective, async ({ platform, caller, params, body }) => {
    await changeOne(platform, caller, { id: params.id, change: body });
    return retrospectiveAt(platform.db, params.id, askerOf(platform, caller));
  }),
  route(endpoints.stepRetrospective, async ({ platform, caller, params, body }) => {
    await takeStep(platform, caller, { id: params.id, to: body.to });
    return retrospectiveAt(platform.db, params.id, askerOf(platform, caller));
  }),
  route(endpoints.redraftRetrospective, async ({ platform, caller, params }) => {
    await redraft(platform, caller, { id: params.id });
    return retrospectiveAt(platform.db, params.id, askerOf(platform, caller));
  }),
  route(endpoints.retrospectiveDocument, async ({ platform, caller, params }) => {
    const one = await seenRetrospective(platform.db, params.id, caller.actor);
    const { markdown, text, people } = await writtenText(platform.db, one);
    return { markdown: withoutEmptyParts(markdown, one.depth), text, people };
  }),
];
