/** Each sign of the health strip at its boundaries, and what holds for all of them. */
import { describe, expect, test } from 'vitest';
import {
  assigned,
  at,
  calm,
  claim,
  duty,
  interval,
  never,
  noon,
  offered,
  openLine,
  responder,
  rule,
  stream,
  task,
} from '../test/calm-incident.ts';
import { healthOf, levels, nextRed, reddenedAt, type SignName, signNames } from './health.ts';
import type { IncidentState } from './state.ts';

const three = { ...rule, rolesRequired: ['commander', 'operations', 'communications'] };
const threeFrom = (from: number) =>
  interval(from, { severity: 'critical', rank: 30, cadence: {}, roles: three.rolesRequired });
const crew = (n: number) => Array.from({ length: n }, (_, i) => responder(`p${i}`, i));

/** Amber from one minute on, red from another; null where it never is. */
type Row = [string, SignName, IncidentState, number | null, number | null];
const rows: Row[] = [
  ['nobody commands, and people are woken for it', 'command', calm({ commander: null }), 0, 2],
  [
    'nobody commands what wakes nobody',
    'command',
    calm({ commander: null, rule: { ...rule, wakes: false } }),
    0,
    5,
  ],
  [
    'the commander left after 20 min',
    'command',
    calm({ commander: null, assignments: [assigned('commander', 'ana', 0, 20)] }),
    20,
    22,
  ],
  [
    'no commander is asked for',
    'command',
    calm({ commander: null, rule: { ...rule, rolesRequired: [] } }),
    null,
    null,
  ],
  ['an offer waits', 'handoff', calm({ handoffs: [offered] }), 2, 5],
  ['an offer was refused', 'handoff', calm({ handoffs: [{ ...offered, state: 'refused' }] }), null, null],
  ['nobody was told anything', 'updates', calm({ updates: {} }), 5, 8],
  [
    'nobody was told, and nobody is woken',
    'updates',
    calm({ updates: {}, rule: { ...rule, wakes: false } }),
    null,
    null,
  ],
  ['news are due in 20 min', 'updates', calm({ nextUpdates: { staff: at(20) } }), 15, 20],
  ['news are due twice', 'updates', calm({ nextUpdates: { staff: at(40), customers: at(20) } }), 15, 20],
  ['nothing said about the impact', 'impact', calm({ rule: { ...rule, impactWithin: 10 } }), 10, 20],
  ['no way to limit the damage', 'containment', calm({ optionAt: null }), 15, 30],
  [
    'mitigation has begun by the status',
    'containment',
    calm({
      optionAt: null,
      category: 'active',
      statuses: [
        interval(1, { status: 'investigating', category: 'active' }),
        interval(9, { status: 'mitigating', category: 'active' }),
      ],
    }),
    null,
    null,
  ],
  ['nothing was written', 'silence', calm({ rule: { ...rule, silentAfter: 10 } }), 10, 20],
  [
    'a tripwire tripped',
    'tripwires',
    calm({ open: [{ ...openLine, tripped: true, trippedAt: at(4), step: 'Fail over' }] }),
    4,
    14,
  ],
  ['a tripwire waits', 'tripwires', calm({ open: [openLine] }), null, null],
  ['a task has nobody', 'tasks', calm({ tasks: [task({ person: null })] }), 5, 15],
  ['a task is past its time', 'tasks', calm({ tasks: [task({ dueAt: at(7) })] }), 7, 17],
  ['a task is done', 'tasks', calm({ tasks: [task({ person: null, state: 'done' })] }), null, null],
  ['the commander does all', 'roles', calm({ rule: three, severities: [threeFrom(0)] }), 10, 20],
  [
    'the commander does all since it was raised',
    'roles',
    calm({ rule: three, severities: [threeFrom(30)] }),
    40,
    50,
  ],
  [
    'two roles of one person who does not command',
    'roles',
    calm({
      rule: three,
      severities: [threeFrom(0)],
      roles: { commander: 'ana', operations: 'ben', communications: 'ben' },
      assignments: [
        assigned('commander', 'ana', 0),
        assigned('operations', 'ben', 1),
        assigned('communications', 'ben', 4),
      ],
    }),
    14,
    24,
  ],
  [
    'the commander leads the operations, which the severity does not ask for by itself',
    'roles',
    calm({
      rule: { ...rule, rolesRequired: ['commander', 'communications'] },
      roles: { commander: 'ana', operations: 'ana', communications: 'ben' },
      assignments: [assigned('commander', 'ana', 0), assigned('operations', 'ana', 2)],
    }),
    12,
    22,
  ],
  [
    'the same where command is all that is asked for',
    'roles',
    calm({
      rule: { ...rule, rolesRequired: ['commander'] },
      roles: { commander: 'ana', operations: 'ana' },
      assignments: [assigned('commander', 'ana', 0), assigned('operations', 'ana', 2)],
    }),
    null,
    null,
  ],
  ['seven report to one', 'span', calm({ responders: crew(7) }), null, null],
  ['eleven report to one', 'span', calm({ responders: crew(11) }), 7, 10],
  [
    'eight in two workstreams',
    'span',
    calm({
      responders: crew(8),
      streams: [stream({ lead: 'p0' })],
      tasks: crew(4).map(({ person }) => task({ id: person, person, stream: 's' })),
    }),
    null,
    null,
  ],
  ['somebody has no task', 'idle', calm({ responders: [responder('ben', 3)] }), 13, null],
  ['somebody was asked and is not here', 'idle', calm({ responders: [responder('ben', null)] }), null, null],
  [
    'somebody has finished',
    'idle',
    calm({ responders: [responder('ben', 3)], tasks: [task({ state: 'done', endedAt: at(30) })] }),
    40,
    null,
  ],
  ['a claim has run out', 'claims', calm({ claims: [claim('a', 'ben', 0, 10)] }), 10, 25],
  [
    'two hold one system',
    'claims',
    calm({ claims: [claim('a', 'ben', 0, 60), { ...claim('b', 'cai', 5, 60), system: 'ledger db' }] }),
    5,
    15,
  ],
  [
    'one after the other',
    'claims',
    calm({ claims: [claim('a', 'ben', 0, 60), claim('b', 'ben', 5, 60)] }),
    60,
    75,
  ],
  ['a report is late', 'reports', calm({ streams: [stream({ reportBy: at(10) })] }), 10, 20],
  [
    'the stream is closed',
    'reports',
    calm({ streams: [stream({ reportBy: at(10), closedAt: at(5) })] }),
    null,
    null,
  ],
  [
    'it came back',
    'watch',
    calm({
      watch: {
        from: at(0),
        until: at(60),
        by: { kind: 'person', name: 'ana' },
        ended: null,
        recurrences: [{ alert: 'b', of: 'a', title: 'Checkout answers 500', service: 'checkout', at: at(7) }],
      },
    }),
    7,
    7,
  ],
  ['the plan is old', 'replan', calm({ rule: { ...rule, replanEvery: 30 } }), 30, 60],
  ['an authority waits', 'obligations', calm({ obligations: [duty] }), 45, 60],
];

const second = 1 / 60;

test('what is owed outside stays a sign when the response is over, and only then', () => {
  const over = calm({ category: 'closed', obligations: [duty] });
  expect(healthOf(over, at(60))).toMatchObject({ level: 'red', signs: [{ name: 'obligations' }] });
  expect(healthOf({ ...over, obligations: [{ ...duty, state: 'done' }] }, at(60)).signs).toEqual([]);
  expect(healthOf(calm(), at(60)).signs.map((one) => one.name)).not.toContain('obligations');
});

const levelAt = (state: IncidentState, name: SignName, minutes: number) =>
  healthOf(state, at(minutes)).signs.find((one) => one.name === name)?.level;

describe('each sign at its boundary', () => {
  test.each(rows)('%s: %s', (_, name, state, amber, red) => {
    const boundaries = [
      ...(amber === null ? [] : [[amber - second, 'ok'] as const]),
      ...(amber === null || amber === red ? [] : [[amber, 'amber'] as const]),
      ...(red === null || red === amber ? [] : [[red - second, amber === null ? 'ok' : 'amber'] as const]),
      ...(red === null ? [] : [[red, 'red'] as const]),
      [600, red === null ? (amber === null ? 'ok' : 'amber') : 'red'] as const,
    ];
    const found = boundaries.filter(([minutes]) => minutes >= 0);
    expect(found.map(([minutes]) => levelAt(state, name, minutes))).toEqual(found.map(([, level]) => level));
  });

  test.each(rows)('%s: %s says why and what would help', (_, name, state, amber) => {
    if (amber === null) return expect(levelAt(state, name, 600)).toBe('ok');
    const sign = healthOf(state, at(600)).signs.find((one) => one.name === name);
    expect(sign?.why).toMatch(/^\S.*\.$/);
    expect(sign?.propose).toMatch(/^\S.*[.?]$/);
    expect(Date.parse(sign?.since ?? '')).toBeLessThanOrEqual(noon + amber * 60_000);
  });

  test('every sign has a row that turns it', () => {
    const turned = rows.filter((row) => row[3] !== null).map((row) => row[1]);
    expect([...new Set(turned)].sort()).toEqual([...signNames].sort());
  });
});

describe('what holds for all signs', () => {
  test('while nothing is done about its cause, a sign only ever gets worse', () => {
    for (const [what, , state] of rows) {
      const course = Array.from({ length: 200 }, (_, i) => healthOf(state, at(i / 2)).signs);
      for (const name of signNames) {
        const worth = course.map((signs) =>
          levels.indexOf(signs.find((one) => one.name === name)?.level ?? 'ok'),
        );
        expect(worth, `${what}: ${name}`).toEqual(worth.toSorted((a, b) => a - b));
      }
    }
  });

  test('the server knows beforehand when the next one turns red, and which did last', () => {
    for (const [what, name, state, , red] of rows) {
      if (red === null || red === 0) continue;
      expect(nextRed(state, at(red - second)), what).toBe(at(red));
      expect(reddenedAt(state, name, at(red - second)), what).toBeNull();
      expect(reddenedAt(state, name, at(red)), what).toBe(at(red));
    }
    expect(nextRed(calm(), at(never + never))).toBeNull();
  });

  test('worst first; the whole is as bad as its worst sign and says why', () => {
    const health = healthOf(calm({ commander: null, handoffs: [offered] }), at(3));
    expect(health).toMatchObject({ level: 'red', why: 'Nobody commands.' });
    expect(health.signs.map((one) => one.level).slice(0, 3)).toEqual(['red', 'amber', 'ok']);
    expect(healthOf(calm(), at(3))).toMatchObject({ level: 'ok', why: '' });
  });

  test('put aside it stays on the strip, and comes back with a new cause or when it gets worse', () => {
    const dismissed = [{ nudge: 'tasks:amber', by: 'ana', at: at(8), reason: 'ben is on the way' }];
    const one = calm({ tasks: [task({ person: null })], dismissed });
    expect(healthOf(one, at(9))).toMatchObject({ level: 'ok' });
    const sign = healthOf(one, at(9)).signs.find(({ name }) => name === 'tasks');
    expect(sign).toMatchObject({ level: 'amber', dismissed: { by: 'ana', reason: 'ben is on the way' } });
    expect(healthOf(one, at(15))).toMatchObject({ level: 'red' });
    const tasks = [task({ person: null }), task({ id: 'x', person: null, addedAt: at(4) })];
    expect(healthOf(calm({ tasks, dismissed }), at(9))).toMatchObject({ level: 'amber' });
  });

  test('one that is over has no signs, one at rest only its news', () => {
    expect(healthOf(calm({ commander: null, category: 'post-incident' }), at(99)).signs).toEqual([]);
    const resting = calm({ commander: null, category: 'paused', nextUpdates: { staff: at(60) } });
    expect(healthOf(resting, at(61)).signs.map((one) => [one.name, one.level])).toEqual([['updates', 'red']]);
  });

  test('after it was opened again, time counts from there', () => {
    const again = calm({
      commander: null,
      optionAt: at(1),
      category: 'active',
      rule: { ...rule, replanEvery: 30 },
      statuses: [
        interval(0, { status: 'declared', category: 'triage' }),
        interval(60, { status: 'resolved', category: 'post-incident' }),
        interval(600, { status: 'investigating', category: 'active' }),
      ],
    });
    expect(levelAt(again, 'command', 601)).toBe('amber');
    expect(levelAt(again, 'containment', 614)).toBe('ok');
    expect(levelAt(again, 'containment', 615)).toBe('amber');
    expect(levelAt(again, 'replan', 629)).toBe('ok');
  });

  test.each([
    [3, ''],
    [4, 'Let somebody else tell the others.'],
    [7, 'Let somebody lead those who change the systems.'],
  ])('%i people: a split is proposed while all is well', (n, propose) => {
    const sign = healthOf(calm({ responders: crew(n) }), at(30)).signs.find((one) => one.name === 'span');
    expect(sign).toMatchObject({ level: 'ok', propose });
  });
});
