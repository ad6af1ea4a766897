import * as endpoints from '@muster/contract/learn/followups';
import { route } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import {
  addFollowUp,
  changeFollowUp,
  changeSettings,
  checkFollowUp,
  noteRecurrence,
  turnFollowUp,
} from './actions.ts';
import { followUpList, followUpView, ownFollowUps, settingsView, teamReport } from './views.ts';

export const routes = [
  route(endpoints.listFollowUps, ({ platform, caller, query }) =>
    followUpList(platform.db, query, asking(platform, caller)),
  ),
  route(endpoints.getFollowUp, ({ platform, caller, params }) => shown(platform, caller, params.ref)),
  route(endpoints.addFollowUp, async ({ platform, caller, body }) =>
    shown(platform, caller, await addFollowUp(platform, caller, body)),
  ),
  route(endpoints.changeFollowUp, async ({ platform, caller, params, body, ifMatch }) => {
    await changeFollowUp(platform, caller, { ...params, ifMatch, change: body });
    return shown(platform, caller, params.ref);
  }),
  route(endpoints.turnFollowUp, async ({ platform, caller, params, body, ifMatch }) => {
    await turnFollowUp(platform, caller, { ...params, ifMatch, turning: body });
    return shown(platform, caller, params.ref);
  }),
  route(endpoints.checkFollowUp, async ({ platform, caller, params, body, ifMatch }) => {
    await checkFollowUp(platform, caller, { ...params, ifMatch, answer: body });
    return shown(platform, caller, params.ref);
  }),
  route(endpoints.noteRecurrence, async ({ platform, caller, params, body, ifMatch }) => {
    await noteRecurrence(platform, caller, { ...params, ifMatch, incident: body.incident });
    return shown(platform, caller, params.ref);
  }),
  route(endpoints.myFollowUps, ({ platform, caller }) => ownFollowUps(platform.db, asking(platform, caller))),
  route(endpoints.reportFollowUps, async ({ platform, caller }) => ({
    items: await teamReport(platform.db, asking(platform, caller)),
  })),
  route(endpoints.getFollowUpSettings, ({ platform }) => settingsView(platform.db)),
  route(endpoints.putFollowUpSettings, ({ platform, caller, body }) =>
    changeSettings(platform, caller, body),
  ),
];

function asking({ clock }: Platform, { actor }: Caller) {
  return { actor, now: clock.now() };
}

function shown(platform: Platform, caller: Caller, ref: string) {
  return followUpView(platform.db, ref, asking(platform, caller));
}
