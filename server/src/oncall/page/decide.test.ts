import type { Rule, Step } from '@muster/contract/oncall/definition';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { apply, decide } from './decide.ts';
import { type Command, type Decision, escalationOf, nextDueAt, type PageRun, type World } from './model.ts';

const ZERO = Temporal.Instant.from('2024-05-06T12:00:00.250Z');
const push: Rule = { after: 0, via: 'push' };
const call: Rule = { after: 3, via: 'call' };
const onlyUser = (user: string, escalateAfter = 5): Step => ({ escalateAfter, targets: [{ user }] });

describe('a page', () => {
  it('opens with its first notifications in hand and knows its next due instant', () => {
    const { run, notify } = opened();
    expect(notify).toMatchObject([{ person: 'ann', via: 'push', kind: 'step', cycle: 1, rule: 0, step: 1 }]);
    expect(notify[0]?.dueAt).toBe('2024-05-06T12:00:00.250Z');
    expect(nextDueAt(run)?.toString()).toBe('2024-05-06T12:03:00.25Z');
    expect(escalationOf(run)).toBe('running');
  });

  it('goes to the next step at the millisecond of the timeout and not before', () => {
    const { run } = opened();
    expect(sent(decide(run, { do: 'tick' }, world(), at(5 * 60_000 - 1)))).toEqual(['ann call']);
    expect(sent(decide(run, { do: 'tick' }, world(), at(5 * 60_000)))).toEqual(['ann call', 'bob push']);
  });

  it('is stopped by an acknowledgement at the instant of the timeout', () => {
    const { run, notify } = after(opened().run, 5 * 60_000, { do: 'acknowledge', by: 'eve' });
    expect(notify).toEqual([]);
    expect(run).toMatchObject({ state: 'acknowledged', owner: 'eve', pending: [] });
    expect(nextDueAt(run)).toBeNull();
  });

  it('sends the same to the same person once a minute, and again after somebody has acted', () => {
    const first = opened().run;
    const again = after(first, 20_000, { do: 'escalate', by: 'x', toStep: 1 });
    expect(again.notify).toEqual([]);
    expect(again.log.at(-1)).toMatchObject({ code: 'merged', person: 'ann', via: 'push' });
    const acted = after(first, 10_000, { do: 'acknowledge', by: 'x' });
    expect(sent(after(acted.run, 20_000, { do: 'unacknowledge', by: 'x' }))).toEqual(['ann push']);
  });
});

describe('a late tick', () => {
  it('executes one step as of now instead of a burst through the policy', () => {
    const hours = 3 * 3_600_000;
    const late = decide(opened().run, { do: 'tick' }, world(), at(hours));
    expect(sent(late)).toEqual(['ann call', 'bob push']);
    expect(late.run).toMatchObject({ pass: 1, step: 2, exhausted: false });
    expect(late.run.timers.step).toBe('2024-05-06T15:05:00.250Z');
    const repeated = decide(late.run, { do: 'tick' }, world(), at(hours));
    expect(repeated.notify).toEqual([]);
    expect(repeated.run).toEqual(late.run);
  });

  it('sends one overdue notification per person and channel', () => {
    const rules = () => [0, 2, 4].map((minutes) => ({ after: minutes, via: 'push' }));
    const { run } = opened({ rules });
    expect(sent(decide(run, { do: 'tick' }, world({ rules }), at(4.5 * 60_000)))).toEqual(['ann push']);
  });
});

describe('what is not possible', () => {
  const acknowledged = () => after(opened().run, 1_000, { do: 'acknowledge', by: 'x' }).run;
  const resolved = () => after(opened().run, 1_000, { do: 'resolve', by: 'x' }).run;
  const assigned = () => after(opened().run, 1_000, { do: 'reassign', by: 'x', users: ['y'] }).run;
  const maintained = () => after(opened().run, 1_000, { do: 'maintenance', on: true }).run;

  it.each<[string, () => PageRun, Command, string]>([
    ['acknowledging a resolved page', resolved, { do: 'acknowledge', by: 'x' }, 'conflict'],
    ['giving back what nobody has', () => opened().run, { do: 'unacknowledge', by: 'x' }, 'conflict'],
    ['ending a snooze that is none', acknowledged, { do: 'unsnooze', by: 'x' }, 'conflict'],
    ['escalating an assigned page', assigned, { do: 'escalate', by: 'x' }, 'conflict'],
    ['escalating in maintenance', maintained, { do: 'escalate', by: 'x' }, 'conflict'],
    ['escalating to no step', acknowledged, { do: 'escalate', by: 'x', toStep: 3 }, 'invalid'],
    ['snoozing into the past', acknowledged, { do: 'snooze', by: 'x', until: ZERO }, 'invalid'],
    ['assigning to nobody', acknowledged, { do: 'reassign', by: 'x', users: [] }, 'invalid'],
  ])('%s is refused', (_, run, command, code) => {
    expect(() => after(run(), 2_000, command)).toThrow(expect.objectContaining({ name: 'Refusal', code }));
    expect(new Refusal('conflict', 'x')).toBeInstanceOf(Error);
  });

  it.each<Command>([{ do: 'clear' }, { do: 'groupedAlert', urgency: 'high' }, { do: 'tick' }])(
    'what a machine says about a resolved page is ignored: $do',
    (command) => {
      const run = resolved();
      expect(after(run, 9_000, command)).toEqual({ run, notify: [], log: [], rings: [] });
    },
  );
});

describe('maintenance', () => {
  it('holds an overdue step without being due, and lets it go at its end', () => {
    const on = after(opened().run, 1_000, { do: 'maintenance', on: true }).run;
    const held = after(on, 10 * 60_000, { do: 'tick' });
    expect(sent(held)).toEqual(['ann call']);
    expect(nextDueAt(held.run)).toBeNull();
    expect(escalationOf(held.run)).toBe('running');
    expect(sent(after(held.run, 11 * 60_000, { do: 'maintenance', on: false }))).toEqual(['bob push']);
  });

  it('holds back the start of a page that opens inside it', () => {
    const { run, notify } = opened({ maintenance: true });
    expect(notify).toEqual([]);
    expect(escalationOf(run)).toBe('running');
    expect(sent(after(run, 60_000, { do: 'maintenance', on: false }))).toEqual(['ann push']);
    const acknowledged = after(run, 30_000, { do: 'acknowledge', by: 'x' }).run;
    expect(after(acknowledged, 60_000, { do: 'maintenance', on: false }).notify).toEqual([]);
  });
});

it('leaves a timeout of the very instant at which maintenance ends to its own turn', () => {
  const on = after(opened().run, 1_000, { do: 'maintenance', on: true }).run;
  const ended = apply(on, { do: 'maintenance', on: false }, world(), at(5 * 60_000)).run;
  expect(ended.step).toBe(1);
  expect(apply(ended, { do: 'acknowledge', by: 'x' }, world(), at(5 * 60_000)).run.step).toBe(1);
  expect(apply(ended, { do: 'tick' }, world(), at(5 * 60_000)).run.step).toBe(2);
});

describe('a policy that finds nobody', () => {
  const steps: Step[] = [{ escalateAfter: 5, targets: [{ schedule: 's' }] }];
  const manned: World = { ...world(), onCall: () => ['eve'] };

  it('is exhausted after one pass, and somebody who escalates begins the next', () => {
    const { run, log } = opened({ steps });
    expect(run).toMatchObject({ exhausted: true, pass: 1 });
    expect(log.map(({ code }) => code)).toEqual(['opened', 'policyStarted', 'stepSkipped', 'exhausted']);
    const escalated = decide(run, { do: 'escalate', by: 'x' }, manned, at(60_000));
    expect(escalated.run).toMatchObject({ exhausted: false, pass: 2, step: 1 });
    expect(sent(escalated)).toEqual(['eve push']);
    // The policy allows two passes, and this was the second.
    const over = decide(escalated.run, { do: 'tick' }, manned, at(6 * 60_000));
    expect(escalationOf(over.run)).toBe('exhausted');
  });
});

describe('urgency', () => {
  const windows = [{ from: '13:00', to: '17:00' }];
  const supportHours = { timeZone: 'UTC', windows };
  const urgency = { supportHours, during: 'high', outside: 'low', raiseOnStart: true } as const;

  it('is raised at the very instant at which support hours begin', () => {
    const { run } = opened({ paging: { urgency } });
    expect(run.urgency).toBe('low');
    expect(escalationOf(run)).toBe('off');
    expect(run.timers.raise).toBe('2024-05-06T13:00:00.000Z');
    const raised = decide(run, { do: 'tick' }, world(), Temporal.Instant.from('2024-05-06T13:00:00Z'));
    expect(raised.run).toMatchObject({ urgency: 'high', timers: { raise: null } });
    expect(sent(raised)).toContain('ann push');
  });

  it('is raised on an acknowledged page too, for what comes later', () => {
    const { run } = after(opened({ paging: { urgency } }).run, 1_000, { do: 'acknowledge', by: 'x' });
    const raised = decide(run, { do: 'tick' }, world(), Temporal.Instant.from('2024-05-06T13:00:00Z'));
    expect(raised.run).toMatchObject({ state: 'acknowledged', urgency: 'high' });
    expect(raised.notify).toEqual([]);
  });

  it('may be raised again by the next support hours after somebody has lowered it', () => {
    const { run } = opened({ paging: { urgency } });
    const high = after(run, 1_000, { do: 'setUrgency', by: 'x', urgency: 'high' }).run;
    expect(high.timers.raise).toBeNull();
    const low = after(high, 2_000, { do: 'setUrgency', by: 'x', urgency: 'low' }).run;
    expect(low).toMatchObject({ pending: [], timers: { step: null, raise: '2024-05-06T13:00:00.000Z' } });
  });
});

describe('a round-robin step', () => {
  const steps: Step[] = [
    {
      escalateAfter: 5,
      targets: [{ schedule: 'off' }, { user: 'ann' }, { user: 'bob' }],
      assign: 'round-robin',
    },
  ];

  it('moves its ring twice when one decision starts the policy twice', () => {
    const start = Temporal.Instant.from('2024-05-06T13:00:00Z');
    const supportHours = { timeZone: 'UTC', windows: [{ from: '13:00', to: '17:00' }] };
    const urgency = { supportHours, during: 'high', outside: 'low', raiseOnStart: true } as const;
    const { run } = opened({ steps, paging: { urgency, ackTimeout: 10 } });
    const { run: held } = decide(
      run,
      { do: 'acknowledge', by: 'x' },
      world(),
      start.subtract({ minutes: 10 }),
    );
    const { rings } = decide(held, { do: 'tick' }, world({ ring: 2 }), start);
    expect(rings.map(({ position }) => position)).toEqual([0, 2]);
  });

  it('tells where its ring stands', () => {
    const { run, rings } = opened({ steps });
    expect(rings).toEqual([{ policy: 'p', step: 1, position: 2 }]);
    const next = decide(run, { do: 'tick' }, world({ ring: 2 }), at(5 * 60_000));
    expect(next.rings).toEqual([{ policy: 'p', step: 1, position: 0 }]);
    expect(sent(next)).toContain('bob push');
  });
});

describe('somebody leaves', () => {
  const gone = (...people: string[]): World => ({ ...world(), hasLeft: (person) => people.includes(person) });
  const leave = { do: 'leave', person: 'ann' } as const;

  it('a step that was for them alone is over at once, and what was pending for them is dropped', () => {
    const { run } = opened();
    const next = decide(run, leave, gone('ann'), at(60_000));
    expect(sent(next)).toEqual(['bob push']);
    expect(next.run).toMatchObject({ step: 2, recipients: ['bob'] });
    expect(next.run.pending.every((one) => one.person === 'bob')).toBe(true);
    expect(next.log.map((entry) => entry.code)).not.toContain('stepTimedOut');
  });

  it('a step that was for others too goes on as it is', () => {
    const both = { escalateAfter: 5, targets: [{ user: 'ann' }, { user: 'bob' }] };
    const { run } = opened({ steps: [both, onlyUser('eve')] });
    const next = decide(run, leave, gone('ann'), at(60_000));
    expect(next.run.step).toBe(1);
    expect(next.run.timers).toEqual(run.timers);
    const last = decide(next.run, { do: 'leave', person: 'bob' }, gone('ann', 'bob'), at(61_000));
    expect(sent(last)).toEqual(['eve push']);
  });

  it('twice, or on a page that is over or exhausted, changes nothing', () => {
    const once = decide(opened().run, leave, gone('ann'), at(1_000));
    const twice = decide(once.run, leave, gone('ann'), at(2_000));
    expect(twice.run).toEqual(once.run);
    const resolved = decide(once.run, { do: 'resolve', by: 'x' }, world(), at(3_000));
    expect(decide(resolved.run, leave, gone('ann'), at(4_000)).run).toEqual(resolved.run);
    const alone = opened({ steps: [onlyUser('ann')] });
    const exhausted = decide(alone.run, leave, gone('ann'), at(1_000));
    expect(exhausted.run.exhausted).toBe(true);
    expect(decide(exhausted.run, leave, gone('ann'), at(2_000)).run).toEqual(exhausted.run);
  });

  it('what they had goes back to the policy; what was handed to them and others stays with the others', () => {
    const taken = decide(opened().run, { do: 'acknowledge', by: 'ann' }, world(), at(1_000));
    const back = decide(taken.run, leave, gone('ann'), at(2_000));
    expect(back.run).toMatchObject({ state: 'triggered', owner: null, step: 2 });
    const handed = decide(
      opened().run,
      { do: 'reassign', by: 'x', users: ['ann', 'eve'] },
      world(),
      at(1_000),
    );
    expect(decide(handed.run, leave, gone('ann'), at(2_000)).run.assigned).toEqual(['ann', 'eve']);
    const given = decide(opened().run, { do: 'reassign', by: 'x', users: ['ann'] }, world(), at(1_000));
    expect(decide(given.run, leave, gone('ann'), at(2_000)).run).toMatchObject({ assigned: null, step: 2 });
  });

  it('under maintenance the next step waits for its end', () => {
    const on = apply(opened().run, { do: 'maintenance', on: true }, world(), at(1_000)).run;
    const held = decide(on, leave, gone('ann'), at(2_000));
    expect(held.run.step).toBe(1);
    const ended = decide(held.run, { do: 'maintenance', on: false }, gone('ann'), at(3_000));
    expect(ended.run.step).toBe(2);
  });
});

describe('a step that got through to nobody', () => {
  const miss = (...people: string[]) => ({ do: 'miss', people }) as const;
  const atOnce: Setting = { rules: () => [push], steps: [onlyUser('ann'), onlyUser('bob')] };

  it('is followed by the next at once', () => {
    const { run } = opened(atOnce);
    expect(sent(decide(run, miss('ann'), world(atOnce), at(1_000)))).toEqual(['bob push']);
  });

  it('not while another way to somebody is still to be tried', () => {
    const { run } = opened();
    expect(decide(run, miss('ann'), world(), at(1_000)).run.step).toBe(1);
  });

  it('not when somebody else of it was reached, and not after the last step or in a repeat', () => {
    const { run } = opened(atOnce);
    expect(decide(run, miss('eve'), world(atOnce), at(1_000)).run.step).toBe(1);
    const second = decide(run, miss('ann'), world(atOnce), at(1_000)).run;
    expect(decide(second, miss('ann', 'bob'), world(atOnce), at(2_000)).run).toEqual(second);
    const repeat = decide(second, { do: 'tick' }, world(atOnce), at(6 * 60_000)).run;
    expect(repeat).toMatchObject({ pass: 2, step: 1 });
    expect(decide(repeat, miss('ann'), world(atOnce), at(7 * 60_000)).run).toEqual(repeat);
  });
});

interface Setting {
  rules?: World['rules'];
  steps?: Step[];
  maintenance?: boolean;
  paging?: PageRun['paging'];
  ring?: number;
}

function world({ rules, ring = 0 }: Setting = {}): World {
  return {
    onCall: () => [],
    hasLeft: () => false,
    teamMembers: () => [],
    rules: rules ?? (() => [push, call]),
    ringPosition: () => ring,
  };
}

function opened(setting: Setting = {}): Decision {
  const { steps = [onlyUser('ann'), onlyUser('bob')], maintenance = false, paging = {} } = setting;
  const command: Command = { do: 'open', policy: { name: 'p', repeat: 1, steps }, paging, maintenance };
  return decide(null, command, world(setting), ZERO);
}

function after(run: PageRun, milliseconds: number, command: Command): Decision {
  return decide(run, command, world(), at(milliseconds));
}

function at(milliseconds: number): Temporal.Instant {
  return ZERO.add({ milliseconds });
}

function sent({ notify }: Decision): string[] {
  return notify.map(({ person, via }) => `${person} ${via}`);
}

describe('a message that did not arrive', () => {
  const rules = () => [push, call, { after: 4, via: 'mail' }];
  const hasten = (person: string): Command => ({ do: 'hasten', people: [person] });

  it('makes the next rule due at once, and leaves the ones behind it their minute', () => {
    const { run } = opened({ rules });
    const decided = decide(run, hasten('ann'), world({ rules }), at(60_000));
    expect(sent(decided)).toEqual(['ann call']);
    expect(decided.log.map(({ code }) => code)).toEqual(['hastened', 'notified']);
    expect(decided.run.pending.map(({ via, dueAt }) => [via, dueAt])).toEqual([
      ['mail', '2024-05-06T12:04:00.250Z'],
    ]);
    expect(decided.run.timers).toEqual(run.timers);
  });

  it('changes nothing for others, nor after an acknowledgement', () => {
    const { run } = opened({ rules });
    expect(after(run, 60_000, hasten('bob')).notify).toEqual([]);
    const acknowledged = after(run, 60_000, { do: 'acknowledge', by: 'ann' }).run;
    const late = after(acknowledged, 61_000, hasten('ann'));
    expect([late.run, late.notify, late.log]).toEqual([acknowledged, [], []]);
  });
});
