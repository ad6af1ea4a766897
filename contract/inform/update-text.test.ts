import { expect, test } from 'vitest';
import type { Obligation } from '../respond/obligations.ts';
import { isOutside } from '../respond/settings.ts';
import { duty } from '../test/calm-incident.ts';
import { beginning, missingIn, stillWorking } from './update-text.ts';

type State = Parameters<typeof beginning>[0];
const by = { kind: 'person', name: 'ana' } as const;
const at = '2026-03-02T10:00:00.000Z';
const last = { id: 'u', at, text: 'x', kind: 'update', by, nextAt: null, count: 1 } as const;

function state(over: Partial<State> = {}): State {
  return {
    title: 'Payments fail',
    services: ['checkout'],
    impact: [],
    commander: null,
    declaredAt: at,
    times: {},
    updates: {},
    plan: null,
    category: 'active',
    rule: {
      name: 'critical',
      label: 'Critical',
      rank: 30,
      meaning: '',
      wakes: true,
      publicNotice: true,
      mayLower: 'commander',
      retrospective: 'required',
      rolesRequired: [],
      cadence: {},
      silentAfter: 10,
      impactWithin: 10,
      replanEvery: 30,
    },
    ...over,
  };
}

test('a heads-up inside the company has no gap, whatever is unknown', () => {
  const text = beginning(state(), 'staff');
  expect(text).toBe(
    'We are looking into Payments fail (checkout), since 10:00 UTC. The impact is not known yet. A lead is being found.',
  );
  expect(missingIn(text)).toEqual([]);
});

test('executives hear what is owed to those outside, and until when', () => {
  const owed: Obligation = {
    ...duty,
    rule: { ...duty.rule, name: 'gdpr-33', label: 'GDPR, Article 33' },
    steps: [
      {
        step: 'authority',
        label: 'Notice to the authority',
        to: 'x',
        optional: false,
        startedAt: at,
        dueAt: '2026-03-05T10:00:00.000Z',
        submittedAt: null,
      },
    ],
  };
  const line = 'Outside duties: GDPR, Article 33, Notice to the authority, by 2026-03-05 10:00 UTC.';
  expect(beginning(state({ obligations: [owed] }), 'executives')).toContain(`\n${line}`);
  expect(beginning(state({ obligations: [{ ...owed, state: 'done' }] }), 'executives')).not.toContain(
    'duties',
  );
  expect(beginning(state({ obligations: [owed] }), 'customers')).not.toContain('GDPR');
});

test('it tells what is known', () => {
  const impact: State['impact'][number] = {
    id: 'm',
    from: at,
    until: null,
    level: 'major',
    who: 'everybody who pays',
    count: null,
    confidence: 'high',
    services: [],
    consequences: [],
    statedAt: at,
    by,
    revisions: 0,
  };
  const known = state({
    commander: 'ben',
    impact: [impact],
    times: { impactStart: '2026-03-02T09:40:00.000Z' },
  });
  expect(beginning(known, 'responders')).toContain(
    'since 09:40 UTC. Affected: everybody who pays. ben leads.',
  );
  expect(beginning({ ...known, impact: [{ ...impact, until: at }] }, 'staff')).toContain(
    'The impact is over.',
  );
});

test.each(['customers', 'partners', 'regulators'] as const)(
  '%s never hear the title or a name from inside',
  (one) => {
    for (const updates of [{}, { [one]: last }]) {
      const text = beginning(state({ commander: 'ben', updates }), one);
      expect(text).not.toMatch(/Payments fail|checkout|ben/);
      expect(missingIn(text).length).toBeGreaterThan(0);
    }
    expect(isOutside(one)).toBe(true);
  },
);

test('later news ask what has changed, and take over the plan', () => {
  const plan = { text: 'Fail over to the second region', at, by };
  const text = beginning(state({ updates: { executives: last }, plan }), 'executives');
  expect(text).toContain('Next: Fail over to the second region');
  expect(missingIn(text)).toEqual(['how it stands', 'what has changed', 'none, or which']);
});

test.each([
  ['nothing open', []],
  ['{a} and {b} and {a}', ['a', 'b']],
  ['{} and { and }', []],
  ['a {line\nbreak} and {"json": 1}', []],
])('%j', (text, missing) => {
  expect(missingIn(text)).toEqual(missing);
});

test('"still working" needs nothing filled in', () => {
  expect([...missingIn(stillWorking('staff')), ...missingIn(stillWorking('customers'))]).toEqual([]);
});
