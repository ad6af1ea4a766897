import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged } from '@muster/contract/respond/news';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Act } from '../../platform/act.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { changeIncident } from '../stream/actions.ts';
import { findIncident } from '../stream/store.ts';
import { partsOf, type Surroundings, wantsContext } from './model.ts';
import { readings } from './store.ts';

/** Whether an incident was declared with it. */
export function isDeclared(event: DomainEvent): boolean {
  return incidentChanged.is(event) && event.payload.types.includes('declared');
}

/** Takes the snapshot of each incident that was declared, once. */
export async function takeContext(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const declared = events.filter(isDeclared);
  const taken: Taken[] = [];
  for (const { subject } of declared) {
    const state = await findIncident(act.tx, subject);
    if (state && wantsContext(state))
      taken.push({ id: state.id, parts: partsOf(await surroundings(act, state)) });
  }
  // Only when all is read: an incident that is locked while something waits for a connection holds up its people.
  for (const one of taken) await append(act, one);
}

interface Taken {
  id: string;
  parts: ReturnType<typeof partsOf>;
}

async function append(act: Act, { id, parts }: Taken): Promise<void> {
  const as = { kind: 'muster', name: 'Muster' } as const;
  await changeIncident(act, { ref: id, as }, (before) =>
    wantsContext(before.state) ? [{ type: 'contextTaken', data: { at: wireTime(act.now), parts } }] : [],
  );
}

/**
 * Each part is read by itself and outside of the transaction, because a statement that fails in there would take the
 * others with it. By connections that requests do not take: those may all wait for an incident that is locked here.
 */
async function surroundings(act: Act, state: IncidentState): Promise<Surroundings> {
  const { work, log } = act.platform;
  const asked = { state, now: act.now };
  const attempt = async <T>(part: string, read: (given: typeof asked) => Promise<T>): Promise<T | null> => {
    try {
      return await read(asked);
    } catch (error) {
      log.warn({ error, part, incident: state.id }, 'a part of the context could not be read');
      return null;
    }
  };
  const reading = readings(work);
  return {
    pages: await attempt('pages', reading.pages),
    pageAlerts: await attempt('pageAlerts', reading.pageAlerts),
    alerts: await attempt('alerts', reading.alerts),
    changes: await attempt('changes', reading.changes),
    onShift: await attempt('onShift', reading.onShift),
    neighbours: await attempt('neighbours', reading.neighbours),
    others: await attempt('others', reading.others),
  };
}
