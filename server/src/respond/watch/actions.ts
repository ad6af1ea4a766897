import { alertsFired } from '@muster/contract/detect/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import * as endpoints from '@muster/contract/respond/watch';
import { z } from 'zod';
import { firedAgain } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen } from '../access/model.ts';
import { leaversIn } from '../incident/actions.ts';
import { decideLeft } from '../role/decide.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident } from '../stream/actions.ts';
import { lockIncident } from '../stream/store.ts';
import { decideRecurred, decideWatchEnded, decideWatched } from './decide.ts';
import { watchedIncidents } from './store.ts';

export const watchIncident = action(
  {
    name: 'respond.watchIncident',
    who: 'responder',
    input: z.strictObject({ ...endpoints.watchIncident.params.shape, ...endpoints.watchIncident.body.shape }),
  },
  async (act, { ref, ...given }) => {
    await changeIncident(act, { ref }, ({ state }) => decideWatched(state, given, wireTime(act.now)));
  },
);

export const endWatch = action(
  {
    name: 'respond.endWatch',
    who: 'responder',
    input: z.strictObject({ ...endpoints.endWatch.params.shape, ...endpoints.endWatch.body.shape }),
  },
  async (act, { ref, ...given }) => {
    const settings = await loadSettings(act.tx);
    const gone = await leaversIn(act, seen(await lockIncident(act.tx, ref), act.caller.actor));
    await changeIncident(act, { ref }, ({ state }) => [
      ...decideWatchEnded(state, given, settings),
      ...gone.flatMap((person) => decideLeft(state, person)),
    ]);
  },
);

/** Notes what stood behind an incident that is watched, and fires again, in the name of the rule. */
export async function noteRecurrences(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const fired = events.filter(alertsFired.is).flatMap((event) => event.payload.alerts);
  const watched = fired.length === 0 ? [] : await watchedIncidents(act.tx, act.now);
  const addressOf = (alert: string) => `${act.platform.settings.url}/alerts/${alert}`;
  for (const { id, pages, links, watch } of watched) {
    const groups = links.flatMap((one) => (one.kind === 'alert' ? [one.to] : []));
    const again = await firedAgain(act.tx, fired, {
      pages,
      groups,
      before: watch?.from ?? wireTime(act.now),
    });
    if (again.length === 0) continue;
    const as = { kind: 'rule', name: 'watch' } as const;
    await changeIncident(act, { ref: id, as }, ({ state }) =>
      decideRecurred(state, again, { now: wireTime(act.now), addressOf }),
    );
  }
}
