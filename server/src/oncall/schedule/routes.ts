import { previewSchedule } from '@muster/contract/oncall/rehearsal';
import {
  addOverride as addEndpoint,
  getOnCall,
  getPersonShifts,
  getSchedule,
  getShifts,
  listOnCall,
  listSchedules,
  removeOverride as removeEndpoint,
} from '@muster/contract/oncall/schedules';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { addOverride, removeOverride } from './actions.ts';
import { personAsked } from './people.ts';
import {
  onCallNow,
  onCallView,
  previewView,
  scheduleList,
  scheduleView,
  shiftsOfPerson,
  shiftsView,
} from './views.ts';

export const routes = [
  route(listSchedules, ({ platform, query }) => scheduleList(platform.db, platform.clock.now(), query)),
  route(listOnCall, ({ platform }) => onCallNow(platform.db, platform.clock.now())),
  route(getSchedule, async ({ platform, params }) =>
    known(await scheduleView(platform.db, params.name, platform.clock.now())),
  ),
  route(getOnCall, async ({ platform, params, query }) =>
    known(
      await onCallView(
        platform.db,
        params.name,
        query.at ? Temporal.Instant.from(query.at) : platform.clock.now(),
      ),
    ),
  ),
  route(getShifts, async ({ platform, params, query }) =>
    known(
      await shiftsView(
        platform.db,
        params.name,
        Temporal.Instant.from(query.from),
        Temporal.Instant.from(query.until),
      ),
    ),
  ),
  route(getPersonShifts, ({ platform, caller, params, query }) =>
    shiftsOfPerson(platform.db, personAsked(caller.actor, params.name), {
      from: Temporal.Instant.from(query.from),
      until: Temporal.Instant.from(query.until),
    }),
  ),
  route(addEndpoint, ({ platform, caller, params, body }) =>
    addOverride(platform, caller, { schedule: params.name, ...body }),
  ),
  route(removeEndpoint, ({ platform, caller, params }) =>
    removeOverride(platform, caller, { schedule: params.name, id: params.id }),
  ),
  route(previewSchedule, ({ platform, body }) =>
    previewView(platform.db, body.schedule, {
      from: Temporal.Instant.from(body.query.from),
      until: Temporal.Instant.from(body.query.until),
      layers: body.layers ?? false,
    }),
  ),
];

function known<T>(view: T | undefined): T {
  if (view === undefined) throw notFound('schedule');
  return view;
}
