import type { Incident } from '@muster/contract/respond/incidents';
import { expect, test } from 'vitest';
import { impactNow, newsOf, whoDoesWhat } from './facts.ts';

const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`;
const by = { kind: 'person' as const, name: 'ada' };
const impact = (level: Incident['impact'][number]['level'], until: string | null) => ({
  id: level,
  from: at(0),
  until,
  level,
  who: level,
  count: null,
  confidence: 'low' as const,
  services: [],
  consequences: [],
  statedAt: at(0),
  by,
  revisions: 0,
});

test('the worst impact that goes on is told; once none does, the latest that is known', () => {
  const all = [impact('degraded', null), impact('major', null), impact('partial', at(3))];
  expect(impactNow({ impact: all })?.level).toBe('major');
  expect(impactNow({ impact: [impact('major', at(2)), impact('partial', at(3))] })?.level).toBe('partial');
  expect(impactNow({ impact: [] })).toBeUndefined();
});

const holds = (role: string, person: string, until: string | null = null) => ({
  role,
  person,
  from: at(0),
  until,
  how: 'claimed' as const,
  by,
});

test('roles beside command, everybody once, and tasks that have nobody', () => {
  const task = (person: string | null, state: 'open' | 'done') => ({
    id: 't',
    text: 't',
    person,
    accepted: false,
    dueAt: null,
    state,
    stream: null,
    result: null,
    addedAt: at(0),
    by,
    endedAt: null,
  });
  const seen = whoDoesWhat({
    assignments: [
      holds('commander', 'ada'),
      holds('expert', 'rex'),
      holds('expert', 'sue'),
      holds('scribe', 'kim', at(2)),
    ],
    responders: [
      { person: 'ada', joinedAt: at(0), hereAt: null, releasedAt: null, page: null, asked: null },
      { person: 'kim', joinedAt: at(0), hereAt: null, releasedAt: at(2), page: null, asked: null },
    ],
    tasks: [task(null, 'open'), task('rex', 'open'), task(null, 'done')],
    category: 'active',
  });
  expect(seen).toEqual({
    others: [{ role: 'expert', names: ['rex', 'sue'] }],
    people: 3,
    open: 2,
    unowned: 1,
    running: true,
  });
});

test('whose news are due first stands first, and who was told and is promised nothing comes last', () => {
  const update = { id: 'u', at: at(1), text: '', kind: 'update' as const, by, nextAt: null, count: 1 };
  const news = newsOf({
    nextUpdates: { staff: at(20), customers: at(5) },
    updates: { executives: update },
  });
  expect(news.map((one) => [one.audience, one.dueAt, one.lastAt])).toEqual([
    ['customers', at(5), null],
    ['staff', at(20), null],
    ['executives', null, at(1)],
  ]);
});
