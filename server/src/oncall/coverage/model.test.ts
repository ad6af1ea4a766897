import { expect, test } from 'vitest';
import { findingsIn, inBoth, type Kept, type Known, toTell } from './model.ts';

const at = (text: string) => Temporal.Instant.from(`2026-03-${text}:00Z`);
const now = at('02T10:00');
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const target = (schedule: string) => ({ escalateAfter: 5, targets: [{ schedule }] });

const sound: Known = {
  schedules: [
    { name: 'days', team: 'shop', timeZone: 'Europe/Madrid', gaps: [], people: ['ana', 'bob'] },
    { name: 'nights', team: null, timeZone: 'UTC', gaps: [], people: ['cleo'] },
  ],
  policies: [
    { name: 'main', team: null, definition: { repeat: 0, steps: [target('days'), target('nights')] } },
  ],
  services: [{ name: 'till', team: null, policy: 'main' }],
  unreachable: [],
  away: [],
  left: [],
  tests: [],
};
const found = (change: Partial<Known>) =>
  findingsIn({ ...sound, ...change }, now).map(({ kind, subject, text }) => `${kind} ${subject}: ${text}`);
const withGaps = (days: ReturnType<typeof span>[], nights: ReturnType<typeof span>[]) => ({
  schedules: sound.schedules.map((one) => ({ ...one, gaps: one.name === 'days' ? days : nights })),
});

test('where all is well nothing is found', () => {
  expect(found({})).toEqual([]);
});

test('a gap is told with the clock of its schedule, once for each schedule', () => {
  const gaps = [span('03T08:00', '03T09:00'), span('04T08:00', '04T09:00')];
  expect(found(withGaps(gaps, []))).toEqual([
    'gap days: days has nobody on call from 2026-03-03 09:00 (Europe/Madrid) to 2026-03-03 10:00 (Europe/Madrid) and 1 more times in 60 days.',
  ]);
});

test('a policy ends with nobody only where all of its schedules are empty at one time', () => {
  const nobody = (change: Partial<Known>) => found(change).filter((line) => line.startsWith('nobody'));
  expect(nobody(withGaps([span('03T08:00', '03T09:00')], [span('03T09:00', '03T10:00')]))).toEqual([]);
  expect(nobody(withGaps([span('03T08:00', '03T09:30')], [span('03T09:00', '03T10:00')]))).toEqual([
    'nobody main: The policy main finds nobody in any of its steps from 2026-03-03 09:00 (UTC).',
  ]);
  const definition = { repeat: 0, steps: [target('no-such')] };
  expect(nobody({ policies: [{ name: 'odd', team: null, definition }] })).toEqual([
    'nobody odd: The policy odd calls nobody.',
  ]);
});

test('a paging test that nobody answered is found while its person is on the rota, and what did not arrive', () => {
  const failed = {
    person: 'ana',
    schedule: 'days',
    at: at('02T09:00'),
    isAnswered: false,
    messages: 1,
    failed: ['sms (phone)'],
  };
  const one = (change: Partial<typeof failed>) => found({ tests: [{ ...failed, ...change }] });
  expect(one({})).toEqual([
    'test ana days: ana did not answer the paging test of days on 2026-03-02 10:00 (Europe/Madrid). Nothing arrived by sms (phone).',
  ]);
  expect(one({ messages: 0, failed: [] })).toEqual([expect.stringMatching(/\. No message left\.$/)]);
  expect(one({ isAnswered: true })).toEqual([
    'test ana days: In the paging test of days on 2026-03-02 10:00 (Europe/Madrid) nothing reached ana by sms (phone).',
  ]);
  expect(one({ person: 'cleo' })).toEqual([]);
});

test('one person on every step, a schedule nobody uses, a service whose policy is not there', () => {
  const alone = { repeat: 0, steps: [target('nights'), { escalateAfter: 5, targets: [{ user: 'cleo' }] }] };
  expect(found({ policies: [{ name: 'main', team: null, definition: alone }] })).toEqual([
    'alone main: Every step of main calls cleo and nobody else.',
    'unused days: No policy calls whoever is on days.',
  ]);
  expect(found({ services: [{ name: 'till', team: null, policy: 'gone' }] })).toEqual([
    'unknown till: Alerts of till call nobody: its policy gone does not exist.',
  ]);
});

test('whoever cannot be woken or has left belongs to the team of what names them', () => {
  const known = {
    ...sound,
    unreachable: [{ person: 'bob', reason: 'Has no notification rules.' }],
    left: [{ person: 'ana', schedule: 'days', policy: null, from: '2026-03-05T00:00:00Z' }],
  };
  expect(findingsIn(known, now).map(({ kind, team }) => `${kind} ${team}`)).toEqual([
    'unreachable shop',
    'left shop',
  ]);
});

test('owners are told once, and once more within the day before it hurts', () => {
  const kept = (change: Partial<Kept>): Kept => ({
    id: '1',
    kind: 'gap',
    subject: 'days',
    text: '',
    team: null,
    bitesAt: at('09T10:00'),
    firstAt: now,
    toldAt: null,
    urgedAt: null,
    ...change,
  });
  const told = (one: Kept, when: string) => {
    const { fresh, urgent } = toTell([one], at(when));
    return [fresh.length, urgent.length];
  };
  expect(told(kept({}), '02T10:00')).toEqual([1, 0]);
  expect(told(kept({ toldAt: now }), '08T09:59')).toEqual([0, 0]);
  expect(told(kept({ toldAt: now }), '08T10:00')).toEqual([0, 1]);
  expect(told(kept({ toldAt: now, urgedAt: now }), '09T00:00')).toEqual([0, 0]);
  expect(told(kept({ bitesAt: null }), '02T10:00')).toEqual([1, 0]);
});

test('spans overlap where both are, and nowhere where they only touch', () => {
  expect(inBoth([span('03T08:00', '03T09:00')], [span('03T09:00', '03T10:00')])).toEqual([]);
  expect(
    inBoth([span('03T08:00', '03T12:00')], [span('03T09:00', '03T10:00'), span('03T11:00', '03T13:00')]),
  ).toEqual([span('03T09:00', '03T10:00'), span('03T11:00', '03T12:00')]);
});
