/** An incident with thousands of events, written past the API in one transaction, as if people had worked on it for days. */
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { Db } from '../../src/platform/db.ts';
import { newId } from '../../src/platform/ids.ts';
import { wireTime } from '../../src/platform/wire-time.ts';
import { clocksOf } from '../../src/respond/clock/running.ts';
import { type Declaration, decideDeclared } from '../../src/respond/incident/decide.ts';
import { shippedSettings } from '../../src/respond/settings/model.ts';
import { fold } from '../../src/respond/stream/model.ts';
import { insertIncident, nextRef } from '../../src/respond/stream/store.ts';

export interface LongStream {
  id: string;
  ref: string;
  events: IncidentEvent[];
}

/** Three of four events are about lines of the log, every other of these adds one; they end at `until`, a second apart. */
export async function plantLongStream(
  db: Db,
  { title, count, until }: { title: string; count: number; until: Temporal.Instant },
): Promise<LongStream> {
  return db.transaction(async (tx) => {
    const ref = await nextRef(tx);
    const begun = until.subtract({ seconds: count });
    const events = streamOf({ ref, title, count, begun });
    const { state, entries } = fold(null, events);
    insertIncident(tx, {
      state,
      events,
      entries: [...entries.values()],
      clocks: { set: clocksOf(state), gone: [] },
    });
    return { id: state.id, ref, events };
  });
}

function streamOf({
  ref,
  title,
  count,
  begun,
}: {
  ref: string;
  title: string;
  count: number;
  begun: Temporal.Instant;
}): IncidentEvent[] {
  const declaration: Declaration = {
    ref,
    title,
    summary: '',
    kind: 'real',
    isPrivate: false,
    type: 'default',
    source: null,
    severity: 'average',
    services: [],
    startedAt: null,
    fields: {},
    key: 'key',
    takesCommand: true,
  };
  const ada = { person: 'ada', isAdmin: false };
  const declared = decideDeclared(declaration, shippedSettings, ada, begun);
  const work: NewEvent[] = [];
  let line = '';
  for (let i = declared.length; i < count; i += 1) {
    const now = begun.add({ seconds: i });
    if (i % 4 === 3) work.push(besideTheLog(i, now));
    else if (i % 2 === 0 || line === '') {
      line = newId(now);
      work.push(lineAdded(line, i, wireTime(now)));
    } else work.push({ type: 'entryChanged', data: { id: line, text: `${textOf(i - 1)}, seen twice` } });
  }
  const incident = newId(begun);
  return [...declared, ...work].map((event, i) => {
    const now = begun.add({ seconds: i });
    const at = wireTime(now);
    const actor = { kind: 'person', name: i % 3 === 0 ? 'ben' : 'ada' } as const;
    const said = { statedAt: null, evidence: null, supersedes: null, audience: 'responders' } as const;
    // Its data is that of its type, as NewEvent says.
    return { incident, seq: i + 1, id: newId(now), v: 1, at, actor, ...said, ...event } as IncidentEvent;
  });
}

function lineAdded(id: string, i: number, at: string): NewEvent {
  const kind = i % 20 === 0 ? 'finding' : 'note';
  return { type: 'entryAdded', data: { id, kind, text: textOf(i), detail: {}, state: 'settled', at } };
}

function besideTheLog(i: number, now: Temporal.Instant): NewEvent {
  if (i % 8 === 3)
    return { type: 'replanned', data: { text: `Look at the ledger again, for the ${i}th time` } };
  return {
    type: 'updatePublished',
    data: {
      id: newId(now),
      audience: 'staff',
      text: `Still at it, ${i}`,
      kind: 'still-working',
      nextAt: null,
    },
  };
}

function textOf(i: number): string {
  return `Line ${i}: the pool of the ledger is full, **${i % 97} %** of requests wait`;
}
