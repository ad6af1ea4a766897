import { policySchema } from '@muster/contract/oncall/definition';
import { expect, it } from 'vitest';
import { findingsOf, type PathWorld, pathOf, urgencyText } from './path.ts';

const at = Temporal.Instant.from('2026-03-02T02:00:00Z');
const office = { timeZone: 'Europe/Madrid', windows: [{ weekdays: ['mon'], from: '09:00', to: '17:00' }] };

const world = (people: Record<string, string[]>, changes: Partial<PathWorld> = {}): PathWorld => ({
  people: (target) => ('user' in target ? [target.user] : (people[Object.values(target)[0] ?? ''] ?? [])),
  hasLeft: () => false,
  unreachable: () => null,
  ringPosition: () => 0,
  ...changes,
});

it('says whom each step reaches and when, with its condition in words', () => {
  const policy = policySchema.parse({
    repeat: 1,
    steps: [
      { escalateAfter: 5, targets: [{ schedule: 'primary' }], when: { within: office } },
      { escalateAfter: 10, targets: [{ user: 'ana' }, { team: 'search' }], assign: 'round-robin' },
    ],
  });
  const steps = pathOf(policy, world({ primary: ['ben'], search: ['cho'] }, { ringPosition: () => 1 }), at);
  expect(steps).toEqual([
    {
      step: 1,
      after: 0,
      escalateAfter: 5,
      assign: 'all',
      urgency: null,
      turn: null,
      holds: false,
      condition: 'only mon 09:00-17:00 (Europe/Madrid)',
      targets: [{ kind: 'schedule', name: 'primary', people: ['ben'] }],
    },
    {
      step: 2,
      after: 5,
      escalateAfter: 10,
      assign: 'round-robin',
      urgency: null,
      turn: 2,
      holds: true,
      condition: null,
      targets: [
        { kind: 'user', name: 'ana', people: ['ana'] },
        { kind: 'team', name: 'search', people: ['cho'] },
      ],
    },
  ]);
});

it.each([
  ['no steps', [], {}, ['noSteps']],
  ['nobody anywhere', [{ schedule: 'empty' }], {}, ['nobodyAtAll']],
  ['an end with nobody', [{ user: 'ana' }, { user: 'ben' }, { schedule: 'empty' }], {}, ['endsWithNobody']],
  ['a hole in the middle', [{ user: 'ana' }, { schedule: 'empty' }, { user: 'ben' }], {}, ['reachesNobody']],
  ['one person on every step', [{ user: 'ana' }, { schedule: 'hers' }], { hers: ['ana'] }, ['onePerson']],
  ['nothing wrong', [{ user: 'ana' }, { user: 'ben' }], {}, []],
])('finds %s', (_, targets, people, codes) => {
  const policy = policySchema.parse({
    repeat: 0,
    steps: targets.map((target) => ({ escalateAfter: 5, targets: [target] })),
  });
  const here = world(people);
  expect(findingsOf(policy, pathOf(policy, here, at), here).map(({ code }) => code)).toEqual(codes);
});

it('finds who cannot be reached and who has left', () => {
  const policy = policySchema.parse({
    repeat: 0,
    steps: [
      { escalateAfter: 5, targets: [{ user: 'ana' }, { user: 'gone' }] },
      { escalateAfter: 5, targets: [{ user: 'ben' }] },
    ],
  });
  const here = world(
    {},
    {
      hasLeft: (person) => person === 'gone',
      unreachable: (person) => (person === 'ben' ? 'no contact method.' : null),
    },
  );
  expect(findingsOf(policy, pathOf(policy, here, at), here).map(({ text }) => text)).toEqual([
    'ben cannot be reached: no contact method.',
    'Step 1 names gone, who has left.',
  ]);
});

it('tells how a service decides its urgency', () => {
  expect(urgencyText(undefined)).toBe('high');
  const bySupportHours = { during: 'high', outside: 'low', raiseOnStart: true } as const;
  const supportHours = { timeZone: 'UTC', windows: [{ from: '06:00', to: '22:00' }] };
  expect(urgencyText({ ...bySupportHours, supportHours })).toBe(
    'high every day 06:00-22:00 (UTC), low otherwise, raised when these hours begin',
  );
});
