import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import { handoffPoints } from '@muster/contract/respond/handoffs';
import { expect, test } from 'vitest';
import { decideDeclared } from '../incident/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import { type Folded, fold, latestFirst } from '../stream/model.ts';
import { draftBrief, nothingKnown } from './brief.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const at = (minutes: number) => start.add({ minutes }).toString({ smallestUnit: 'millisecond' });

/** A stream of what happened at which minute, by rex. */
function played(...steps: [minute: number, event: NewEvent][]): Folded {
  const declared = decideDeclared(
    {
      ref: 'INC-1',
      title: 'Checkout answers 502',
      summary: 'One in three payments fails.',
      kind: 'real',
      isPrivate: false,
      type: 'default',
      source: null,
      severity: 'critical',
      services: [],
      startedAt: null,
      fields: {},
      key: 'k',
      takesCommand: true,
    },
    shippedSettings,
    { person: 'rex', isAdmin: false },
    start,
  );
  const all = [...declared.map((one): [number, NewEvent] => [0, one]), ...steps];
  return fold(
    null,
    all.map(([minute, event], i) => asEvent(event, at(minute), i + 1)),
  );
}

/** Made here alone, from what decisions answer. */
function asEvent(event: NewEvent, when: string, seq: number): IncidentEvent {
  const by = { kind: 'person', name: 'rex' } as const;
  const rest = { statedAt: null, audience: 'responders', evidence: null, supersedes: null } as const;
  return {
    incident: 'i1',
    seq,
    id: `e${seq}`,
    v: 1,
    at: when,
    actor: by,
    ...rest,
    ...event,
  } as IncidentEvent;
}

const draft = ({ state, entries }: Folded, minutes: number) =>
  draftBrief({
    state,
    entries: latestFirst(entries.values()),
    role: 'commander',
    now: start.add({ minutes }),
  });

test('every point is told or said to be missing, and nothing is made up', () => {
  const { brief, missing } = draft(played(), 250);
  expect(Object.keys({ ...brief, ...missing }).sort()).toEqual([...handoffPoints].sort());
  expect(brief.reason).toBe('rex has held it since 10:00 UTC, for 4 h 10 min.');
  expect(brief.situation).toContain('One in three payments fails.');
  expect(brief.people).toContain('rex has been here for 4 h 10 min');
  expect(missing).toEqual({
    history: nothingKnown,
    objective: nothingKnown,
    plan: nothingKnown,
    changes: nothingKnown,
    limits: nothingKnown,
    questions: nothingKnown,
  });
});

test('attempts with their result, decisions, tasks, claims, news and questions come from the record', () => {
  const line = (
    id: string,
    kind: 'attempt' | 'decision' | 'question' | 'tripwire',
    text: string,
    detail = {},
  ) =>
    ({
      type: 'entryAdded',
      data: { id, kind, text, detail, state: kind === 'decision' ? 'settled' : 'open', at: at(5) },
    }) as const;
  const folded = played(
    [5, line('a1', 'attempt', 'Rolled back the 14:02 release', { result: 'no-effect' })],
    [6, line('d1', 'decision', 'Fail over to the second data centre', { revisitAt: at(40) })],
    [7, line('q1', 'question', 'Who has seen the certificate?', { person: 'ada' })],
    [8, line('t1', 'tripwire', 'Third data centre goes away')],
    [
      9,
      {
        type: 'taskAdded',
        data: {
          id: 'k1',
          text: 'Drain the queue',
          person: 'ada',
          dueAt: at(30),
          stream: null,
          accepted: true,
        },
      },
    ],
    [
      9,
      {
        type: 'claimMade',
        data: { id: 'c1', system: 'router-7', person: 'ada', doing: 'new route', until: at(20) },
      },
    ],
    [
      10,
      {
        type: 'updatePublished',
        data: { id: 'u1', audience: 'staff', text: 'We fail over.', kind: 'update', nextAt: at(30) },
      },
    ],
  );
  const { brief, missing } = draft(folded, 12);
  expect(brief.history).toBe(
    '10:05 UTC attempt: Rolled back the 14:02 release (no-effect)\n10:05 UTC decision: Fail over to the second data centre',
  );
  expect(brief.objective).toBe(
    'By 10:30 UTC: Drain the queue\nBy 10:40 UTC: Look again at "Fail over to the second data centre"',
  );
  expect(brief.plan).toContain('Tripwire: Third data centre goes away');
  expect(brief.changes).toBe('ada changes router-7 until 10:20 UTC: new route');
  expect(brief.news).toContain('staff: last 10:10 UTC, "We fail over."\n');
  expect(brief.news).toContain('staff: next promised for 10:30 UTC');
  expect(brief.questions).toBe('Asked: Who has seen the certificate? (ada)');
  expect(Object.keys(missing)).toEqual(['limits']);
});

test('a line of a book becomes one line', () => {
  const long = `${'word '.repeat(200)}\n\nend`;
  const folded = played([1, { type: 'replanned', data: { text: long } }]);
  const { brief } = draft(folded, 2);
  for (const one of (brief.plan ?? '').split('\n')) expect(one.length).toBeLessThan(330);
});
