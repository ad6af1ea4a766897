import type { Roster } from '@muster/contract/respond/roster';
import type { IncidentState } from '@muster/contract/respond/state';
import { allPeople, allServices, membersOf } from '../../catalog/index.ts';
import { firstCalled, pagesCalling } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import { insiderName, seen } from '../access/model.ts';
import { isOpen } from '../stream/model.ts';
import { findIncident } from '../stream/store.ts';
import { type CheckIn, checkInDueAt, missingOf, teamFeeling } from './model.ts';
import { checkInsOf } from './store.ts';

const mostPages = 50;

/** What the roster needs beside the incident. Refuses not_found for whoever may not see it. */
export async function rosterView(
  db: Query,
  ref: string,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
): Promise<Roster> {
  const state = seen(await findIncident(db, ref), actor);
  const named = new Set([
    ...state.responders.map((one) => one.person),
    ...state.assignments.map((one) => one.person),
  ]);
  const people = (await allPeople(db)).filter((one) => named.has(one.name));
  const me = insiderName(actor);
  return {
    people: people.map(({ name, fullName, timeZone }) => ({ name, fullName, timeZone })),
    pages: await pagesCalling(db, state.pages.slice(-mostPages)),
    missing: isOpen(state) ? await missingView(db, state, now) : [],
    ...wellbeing(state, me, isOpen(state) ? await checkInsOf(db, state.id) : []),
  };
}

async function missingView(db: Query, state: IncidentState, now: Temporal.Instant) {
  if (state.services.length === 0) return [];
  const services = (await allServices(db)).map(({ name, team, dependsOn, paging }) => ({
    name,
    team,
    dependsOn,
    policy: paging.policy ?? null,
  }));
  const affected = services.filter((one) => state.services.includes(one.name));
  const near = new Set([...state.services, ...affected.flatMap((one) => one.dependsOn)]);
  const asked = services.filter((one) => near.has(one.name));
  const members = await membersOf(
    db,
    asked.flatMap((one) => one.team ?? []),
  );
  const onCall = await firstCalled(
    db,
    asked.flatMap((one) => one.policy ?? []),
    now,
  );
  return missingOf(state, { services: asked, members, onCall });
}

/** What each may know of how people are: oneself everything, the commander the whole, nobody else anything. */
function wellbeing(
  state: IncidentState,
  me: string | null,
  checkIns: readonly CheckIn[],
): Pick<Roster, 'mine' | 'team' | 'relief'> {
  const here = new Set(state.responders.filter((one) => one.releasedAt === null).map((one) => one.person));
  const lately = checkIns.filter((one) => here.has(one.person));
  const last = lately.find((one) => one.person === me);
  const leads = me !== null && (me === state.commander || me === state.roles.planning);
  const asking = lately.filter((one) => one.wantsRelief).map((one) => one.person);
  return {
    mine:
      me === null || !here.has(me)
        ? null
        : {
            dueAt: wireTimeOrNull(checkInDueAt(state, me, last?.at ?? null)),
            feeling: last?.feeling ?? null,
            wantsRelief: last?.wantsRelief ?? false,
          },
    team: me !== null && me === state.commander ? teamFeeling(lately, me) : null,
    relief: asking.filter((person) => leads || (me !== null && here.has(me) && person === state.commander)),
  };
}
