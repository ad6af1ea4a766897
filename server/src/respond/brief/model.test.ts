import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import { expect, test } from 'vitest';
import { decideDeclared } from '../incident/decide.ts';
import { owedBy } from '../owed/model.ts';
import { shippedSettings } from '../settings/model.ts';
import { fold } from '../stream/model.ts';
import { briefOf } from './model.ts';

const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`;
const declaration = {
  ref: 'INC-1',
  title: 'Checkout answers 502',
  summary: 'A password stands in the log of the gateway',
  kind: 'real',
  isPrivate: false,
  type: 'default',
  source: null,
  severity: 'critical',
  services: ['checkout'],
  startedAt: null,
  fields: {},
  key: 'call-key',
  takesCommand: true,
} as const;

/** Declared by ada at 10:00, who commands; then each event a minute after the one before. */
function stateAfter(...news: NewEvent[]) {
  const given = { ...declaration, services: [...declaration.services] };
  const declared = decideDeclared(
    given,
    shippedSettings,
    { person: 'ada', isAdmin: false },
    Temporal.Instant.from(at(0)),
  );
  const events = [...declared, ...news].map(
    (one, i) =>
      ({
        incident: 'i',
        seq: i + 1,
        id: `e${i}`,
        v: 1,
        at: at(Math.max(0, i - declared.length + 1)),
        statedAt: null,
        actor: { kind: 'person', name: 'ada' },
        audience: 'responders',
        evidence: null,
        supersedes: null,
        ...one,
      }) as IncidentEvent,
  );
  return fold(null, events).state;
}

const impact = (until: string | null): NewEvent => ({
  type: 'impactStated',
  data: {
    id: 'p',
    from: at(0),
    until,
    level: 'partial',
    who: 'One customer in five cannot pay',
    count: 400,
    confidence: 'medium',
    services: ['checkout'],
    consequences: ['availability'],
  },
});
const news: NewEvent = {
  type: 'updatePublished',
  data: { id: 'u', audience: 'staff', text: 'We look into it.', kind: 'heads-up', nextAt: at(25) },
};

test('whoever waits for news learns how it stands, whom it hits and when the next news come', () => {
  expect(briefOf(stateAfter(impact(null), news))).toMatchObject({
    situation: 'It was just declared, and the response has begun.',
    commander: 'ada',
    severity: { label: 'Critical' },
    impact: [{ who: 'One customer in five cannot pay', until: null }],
    lastUpdate: { text: 'We look into it.', count: 1 },
    nextUpdateAt: at(25),
  });
});

test('nothing of the working room is told: no log, no tasks, no names but the commander’s', () => {
  const state = stateAfter(
    { type: 'roleTaken', data: { role: 'operations', person: 'rex', how: 'claimed', many: false } },
    {
      type: 'taskAdded',
      data: { id: 't', text: 'Roll back', person: 'sue', dueAt: at(30), stream: null, accepted: true },
    },
    { type: 'replanned', data: { text: 'Fail over to the second site' } },
    { ...news, audience: 'executives' },
  );
  const told = JSON.stringify(briefOf(state));
  for (const secret of ['rex', 'sue', 'Roll back', 'Fail over', 'password', 'call-key'])
    expect(told).not.toContain(secret);
});

test('once nothing goes on, all that there was is told, and no news are promised', () => {
  const over = stateAfter(impact(at(9)), {
    type: 'statusChanged',
    data: { status: 'resolved', category: 'post-incident', reason: '' },
  });
  expect(briefOf(over)).toMatchObject({
    situation: 'It is over. What was learnt is being written down.',
    nextUpdateAt: null,
    lastUpdate: null,
    impact: [{ until: at(9) }],
  });
});

test('what somebody promised is theirs until it is kept, the most urgent first', () => {
  const state = stateAfter({
    type: 'handoffOffered',
    data: { id: 'h', role: 'commander', from: 'ada', to: 'rex', brief: {}, missing: {} },
  });
  const kinds = (person: string) => owedBy([state], person).map(({ clock, about }) => [clock.kind, about]);
  expect(kinds('rex')).toEqual([['handoff', 'commander']]);
  expect(kinds('ada')).toContainEqual(['update', 'staff']);
  expect(kinds('ada')).not.toContainEqual(['silence', '']);
  const due = owedBy([state], 'ada').map((one) => one.clock.dueAt);
  expect(due).toEqual([...due].sort());
});

test('a promise that ran out is still owed, and comes first', () => {
  const [promise] = owedBy([stateAfter()], 'ada');
  if (!promise) throw new Error('nothing is owed');
  const { id, kind, dueAt } = promise.clock;
  const late = stateAfter({ type: 'clockMissed', data: { clock: id, kind, dueAt, told: ['ada'] } });
  expect(owedBy([late], 'ada')[0]?.clock).toMatchObject({ id, missedAt: at(1) });
});
