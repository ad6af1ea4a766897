import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import { healthOf } from '@muster/contract/respond/health';
import type { IncidentState } from '@muster/contract/respond/state';
import { describe, expect, test } from 'vitest';
import { decideMissed, dueOf } from '../clock/decide.ts';
import { clocksOf } from '../clock/running.ts';
import { decideDeclared, decideResolved } from '../incident/decide.ts';
import { decideTold } from '../nudge/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import { decideLimited } from '../stopgap/decide.ts';
import { fold } from '../stream/model.ts';
import { decideRecurred, decideWatchEnded, decideWatched } from './decide.ts';

const at = (minutes: number) =>
  new Date(Date.parse('2026-03-02T10:00:00.000Z') + minutes * 60_000).toISOString();
const addressOf = (alert: string) => `https://muster.example/alerts/${alert}`;
const again = [{ id: 'a2', of: 'a1', title: 'Checkout answers 500', service: 'checkout' }];
const mitigated = { id: 'g', reached: 'mitigated', at: null, stopGap: null } as const;

/** One that Ana declared and commands, taken on by what she and others do, each at a minute. */
class Played {
  private readonly events: IncidentEvent[] = [];
  state: IncidentState;
  constructor(severity: string) {
    const declared = decideDeclared(
      {
        ref: 'INC-1',
        title: 'Checkout fails',
        summary: '',
        kind: 'real',
        isPrivate: false,
        type: 'default',
        source: null,
        severity,
        services: [],
        startedAt: null,
        fields: {},
        key: 'k',
        takesCommand: true,
      },
      shippedSettings,
      { person: 'ana', isAdmin: false },
      Temporal.Instant.from(at(0)),
    );
    this.state = this.after(0, declared);
  }
  after(minutes: number, events: readonly NewEvent[]): IncidentState {
    for (const event of events)
      this.events.push({
        incident: 'i',
        seq: this.events.length + 1,
        id: `e${this.events.length}`,
        v: 1,
        at: at(minutes),
        actor: { kind: 'person', name: 'ana' },
        audience: 'responders',
        statedAt: null,
        evidence: null,
        supersedes: null,
        ...event,
      } as IncidentEvent);
    this.state = fold(null, this.events).state;
    return this.state;
  }
}

function watched(severity = 'average'): Played {
  const played = new Played(severity);
  played.after(10, decideLimited(played.state, mitigated, at(10)));
  return played;
}

const watchClock = (state: IncidentState) => clocksOf(state).find((one) => one.kind === 'watch');
const signOf = (state: IncidentState, minutes: number) =>
  healthOf(state, at(minutes)).signs.find((one) => one.name === 'watch');
const missed = (state: IncidentState, minutes: number) => {
  const due = dueOf(state, at(minutes));
  return {
    told: due.nudges.filter((one) => one.clock.startsWith('watch')),
    events: decideMissed(state, due, { page: null, called: [], why: null }),
  };
};

describe('once the damage is gone it is watched (R63)', () => {
  test.each([
    ['critical', 120],
    ['average', 60],
    ['minor', 30],
  ])('at %s for %i minutes, with a clock of the commander', (severity, minutes) => {
    expect(watchClock(watched(severity).state)).toMatchObject({ dueAt: at(10 + minutes), owner: 'ana' });
  });

  test('said again it goes on as it was, and longer where somebody says so', () => {
    const played = watched();
    expect(decideLimited(played.state, { ...mitigated, at: at(5) }, at(20)).map((one) => one.type)).toEqual([
      'timeStated',
    ]);
    played.after(20, decideWatched(played.state, { minutes: 180, reason: 'The night job' }, at(20)));
    expect(watchClock(played.state)).toMatchObject({ startedAt: at(10), dueAt: at(200) });
  });

  test('contained is not mitigated: nothing is watched yet', () => {
    const played = new Played('average');
    played.after(10, decideLimited(played.state, { ...mitigated, reached: 'contained' }, at(10)));
    expect(played.state.watch).toBeUndefined();
  });
});

describe('an alert of before that fires again', () => {
  test('is on record once, and the commander is told at once', () => {
    const played = watched();
    const given = { now: at(30), addressOf };
    const found = decideRecurred(played.state, [...again, { ...again[0], id: 'a3' } as never], given);
    expect(found).toMatchObject([{ data: { alert: 'a2', of: 'a1' }, evidence: addressOf('a2') }]);
    expect(signOf(played.state, 29)).toMatchObject({ level: 'ok' });
    played.after(30, found);
    expect(signOf(played.state, 30)).toMatchObject({
      level: 'red',
      why: '“Checkout answers 500” fired again.',
    });
    expect(decideTold(played.state, {}, at(30)).signs.map((one) => one.name)).toContain('watch');
    expect(decideRecurred(played.state, again, given)).toEqual([]);
  });

  test('is a sign also where it is resolved by then, and no news once the time is over', () => {
    const played = watched();
    const now = Temporal.Instant.from(at(20));
    played.after(20, decideResolved(played.state, shippedSettings, { at: null, text: '', now }));
    expect(signOf(played.state, 25)).toBeUndefined();
    expect(decideRecurred(played.state, again, { now: at(70), addressOf })).toEqual([]);
    played.after(30, decideRecurred(played.state, again, { now: at(30), addressOf }));
    expect(signOf(played.state, 30)).toMatchObject({ level: 'red' });
    const back = decideWatchEnded(played.state, { outcome: 'back', reason: 'Cards again' }, shippedSettings);
    const after = played.after(31, back);
    expect([after.category, after.times.mitigated, after.watch?.ended?.outcome]).toEqual([
      'active',
      undefined,
      'back',
    ]);
    expect(() => decideWatchEnded(after, { outcome: 'held', reason: 'x' }, shippedSettings)).toThrow(
      'not watched',
    );
  });
});

describe('when the time is over', () => {
  test('it held, and the commander hears that nothing came back', () => {
    const played = watched();
    const { told, events } = missed(played.state, 70);
    expect(told).toMatchObject([{ person: 'ana', text: expect.stringContaining('nothing came back') }]);
    played.after(70, events);
    expect(played.state.watch?.ended).toMatchObject({ outcome: 'held' });
    expect(watchClock(played.state)).toBeUndefined();
  });

  test('what came back meanwhile stays until people say what it is', () => {
    const played = watched();
    played.after(30, decideRecurred(played.state, again, { now: at(30), addressOf }));
    const { told, events } = missed(played.state, 70);
    expect(told).toMatchObject([{ text: expect.stringContaining('say whether it is back') }]);
    played.after(70, events);
    expect(signOf(played.state, 70)).toMatchObject({ level: 'red' });
    const held = decideWatchEnded(
      played.state,
      { outcome: 'held', reason: 'Another matter' },
      shippedSettings,
    );
    expect(signOf(played.after(71, held), 71)).toBeUndefined();
  });

  test('nobody is told where it is resolved and nothing came back', () => {
    const played = watched();
    const now = Temporal.Instant.from(at(20));
    played.after(20, decideResolved(played.state, shippedSettings, { at: null, text: '', now }));
    expect(missed(played.state, 70).told).toEqual([]);
  });
});
