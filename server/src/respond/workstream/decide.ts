/** Parts of the response with a lead who reports at promised times: condition, actions, needs (R27, P8, P9). */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState, Workstream } from '@muster/contract/respond/state';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { plusMinutes } from '../clock/cadence.ts';
import { refuseEnded } from '../incident/ended.ts';

const mostStreams = 50;

export function decideOpened(
  state: IncidentState,
  given: { id: string; title: string; lead: string | null; everyMinutes: number | null },
  now: string,
): NewEvent[] {
  refuseEnded(state);
  if (state.streams.length >= mostStreams)
    throw new Refusal('conflict', `An incident has at most ${mostStreams} workstreams.`);
  return [{ type: 'streamOpened', data: { ...given, reportBy: nextReport(given.everyMinutes, now) } }];
}

export function decideChanged(
  state: IncidentState,
  id: string,
  change: { lead?: string | null; everyMinutes?: number | null | undefined },
  now: string,
): NewEvent[] {
  const stream = openStream(state, id);
  const data = {
    ...(change.lead !== undefined && change.lead !== stream.lead ? { lead: change.lead } : {}),
    ...(change.everyMinutes !== undefined && change.everyMinutes !== stream.everyMinutes
      ? { everyMinutes: change.everyMinutes, reportBy: nextReport(change.everyMinutes, now) }
      : {}),
  };
  return Object.keys(data).length === 0 ? [] : [{ type: 'streamChanged', data: { id, ...data } }];
}

export function decideReported(
  state: IncidentState,
  id: string,
  {
    nextInMinutes,
    ...report
  }: { condition: string; actions: string; needs: string; nextInMinutes: number | null },
  now: string,
): NewEvent[] {
  const stream = openStream(state, id);
  const nextAt = nextReport(nextInMinutes ?? stream.everyMinutes, now);
  return [{ type: 'streamReported', data: { id, ...report, nextAt } }];
}

export function decideClosed(state: IncidentState, id: string, reason: string): NewEvent[] {
  openStream(state, id);
  return [{ type: 'streamClosed', data: { id, reason } }];
}

function openStream({ streams }: IncidentState, id: string): Workstream {
  const stream = streams.find((one) => one.id === id);
  if (!stream) throw notFound('workstream');
  if (stream.closedAt !== null) throw new Refusal('conflict', 'This workstream is closed.');
  return stream;
}

function nextReport(minutes: number | null, now: string): string | null {
  return minutes === null ? null : plusMinutes(now, minutes);
}
