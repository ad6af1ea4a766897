import { expect, it } from 'vitest';
import { decide } from './decide.ts';
import { explain } from './log.ts';
import type { Command, World } from './model.ts';

const at = Temporal.Instant.from('2026-03-02T02:00:00Z');
const office = {
  timeZone: 'Europe/Madrid',
  windows: [{ weekdays: ['mon' as const], from: '09:00', to: '17:00' }],
};
const world: World = {
  onCall: () => [],
  teamMembers: () => [],
  hasLeft: () => false,
  rules: (person) => (person === 'ben' ? [{ after: 0, via: 'pager' }] : []),
  ringPosition: () => 1,
};

function told(changes: Partial<Extract<Command, { do: 'open' }>>): string[] {
  const target = {
    escalateAfter: 5,
    targets: [{ user: 'ana' }, { user: 'ben' }],
    assign: 'round-robin' as const,
  };
  const steps = [{ escalateAfter: 5, targets: [{ user: 'ana' }], when: { within: office } }, target];
  const policy = { name: 'high', repeat: 0, steps };
  const decision = decide(
    null,
    { do: 'open', policy, paging: {}, maintenance: false, ...changes },
    world,
    at,
  );
  return decision.log.map(explain);
}

it('names the condition that did not hold, the turn of the ring and the rule of the person', () => {
  expect(told({})).toEqual([
    'The page opened with high urgency, as the service says, under the policy high.',
    'The policy high started from its first step because the page opened.',
    'Step 1 of pass 1 was skipped because its condition did not hold: only mon 09:00-17:00 (Europe/Madrid).',
    'Step 2 of pass 1 (ben; turn 2 of 2, the next page goes to the one after) went to ben with high urgency; without an acknowledgement the next step follows at 2026-03-02T02:05:00.000Z.',
    'ben was targeted by the step: 1 rule for high urgency.',
    'A notification to ben via pager, by rule 1 for high urgency, was due and went out.',
  ]);
});

it('names what decided the urgency', () => {
  const urgency = { supportHours: office, during: 'high', outside: 'low', raiseOnStart: false } as const;
  expect(told({ paging: { urgency } })[0]).toContain('low urgency, because it is outside the support hours');
  expect(told({ urgency: 'low' })[0]).toContain('low urgency, as the alert says');
});

it('tells entries of before this was kept', () => {
  expect(explain({ code: 'opened', urgency: 'high', policy: 'p' })).toBe(
    'The page opened with high urgency under the policy p.',
  );
  expect(explain({ code: 'notified', person: 'ana', via: 'mail', cycle: 1 })).toBe(
    'A notification to ana via mail was due and went out.',
  );
});
