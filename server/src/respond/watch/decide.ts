/** Whether it comes back once the damage is gone (R63). What fired again is a fact; that it is back, people say. */
import type { NewEvent } from '@muster/contract/respond/events';
import { openWatch } from '@muster/contract/respond/health-watch';
import { type RespondSettings, usualWatch } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Refiring } from '../../detect/index.ts';
import { Refusal } from '../../platform/refusal.ts';
import { plusMinutes } from '../clock/cadence.ts';
import { goesOn } from '../incident/decide.ts';
import { refuseEnded } from '../incident/ended.ts';
import { isOpen } from '../stream/model.ts';

/** So many that came back are kept: more of them tell nothing new. */
const mostRecurrences = 20;

/** The watch that begins by itself when it is first said that the damage is gone. */
export function decideBegun(state: IncidentState, now: string): NewEvent[] {
  if (!isOpen(state) || state.kind === 'retroactive' || openWatch(state)) return [];
  return [began(plusMinutes(now, state.rule.watchMinutes ?? usualWatch), '')];
}

export function decideWatched(
  state: IncidentState,
  { minutes, reason }: { minutes: number; reason: string },
  now: string,
): NewEvent[] {
  refuseEnded(state);
  const until = plusMinutes(now, minutes);
  return openWatch(state)?.until === until ? [] : [began(until, reason)];
}

/** Each alert of before once, however often it comes and goes. `addressOf` is where one of them is shown. */
export function decideRecurred(
  state: IncidentState,
  fired: readonly Refiring[],
  { now, addressOf }: { now: string; addressOf: (alert: string) => string },
): NewEvent[] {
  const watch = openWatch(state);
  if (!watch || watch.until <= now) return [];
  const known = watch.recurrences.map((one) => one.of);
  const fresh = fired.filter(
    ({ of }, i) => !known.includes(of) && fired.findIndex((one) => one.of === of) === i,
  );
  return fresh.slice(0, Math.max(0, mostRecurrences - known.length)).map(({ id, of, title, service }) => ({
    type: 'watchRecurred',
    data: { alert: id, of, title, service },
    evidence: addressOf(id),
  }));
}

/** Back: then the damage is not gone, and whoever had resolved it goes on. */
export function decideWatchEnded(
  state: IncidentState,
  { outcome, reason }: { outcome: 'held' | 'back'; reason: string },
  settings: RespondSettings,
): NewEvent[] {
  refuseEnded(state);
  if (!openWatch(state)) throw new Refusal('conflict', 'It is not watched any more.');
  const ended: NewEvent = { type: 'watchEnded', data: { outcome, reason } };
  if (outcome === 'held') return [ended];
  const stated = { name: 'mitigated', at: null, source: 'stated', confidence: 'medium' } as const;
  return [
    ended,
    ...(state.times.mitigated === undefined ? [] : [{ type: 'timeStated', data: stated } as const]),
    ...(isOpen(state) ? [] : [goesOn(settings, reason)]),
  ];
}

function began(until: string, reason: string): NewEvent {
  return { type: 'watchBegan', data: { until, reason } };
}
