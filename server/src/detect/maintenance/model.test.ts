import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockChanges } from './clock-changes.ts';
import {
  comingAfter,
  edgesBetween,
  lastBefore,
  nextEdgeAfter,
  overAt,
  type Plan,
  runningAt,
  stateAt,
  windowsBetween,
} from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
const plan = (given: Partial<Plan>): Plan => ({
  timeZone: 'Europe/Berlin',
  start: '2026-10-18T01:30',
  end: '2026-10-18T03:30',
  repeats: null,
  lastDay: null,
  ends: [],
  cancelledAt: null,
  ...given,
});
const weekly = plan({ repeats: 'weekly' });
const told = (windows: readonly { start: Temporal.Instant; end: Temporal.Instant }[]) =>
  windows.map(({ start, end }) => `${start}/${end}`);

describe('windows of the wall clock', () => {
  it('keep their times when the clock goes back, and last an hour longer', () => {
    expect(told(comingAfter(weekly, at('2026-10-12T00:00:00Z'), 3))).toEqual([
      '2026-10-17T23:30:00Z/2026-10-18T01:30:00Z',
      '2026-10-24T23:30:00Z/2026-10-25T02:30:00Z',
      '2026-11-01T00:30:00Z/2026-11-01T02:30:00Z',
    ]);
    expect(clockChanges(weekly, at('2026-10-12T00:00:00Z'))[0]).toBe(
      'On 2026-10-25 the clock goes back: it lasts 3 h instead of 2 h.',
    );
  });

  it('that the clock leaves out are an hour later, and one that would be none keeps its length', () => {
    const night = { repeats: 'weekly' as const, start: '2027-03-21T02:30' };
    const whole = plan({ ...night, end: '2027-03-21T02:50' });
    expect(told(comingAfter(whole, at('2027-03-22T00:00:00Z'), 1))).toEqual([
      '2027-03-28T01:30:00Z/2027-03-28T01:50:00Z',
    ]);
    const cut = plan({ ...night, end: '2027-03-21T03:00' });
    expect(told(comingAfter(cut, at('2027-03-22T00:00:00Z'), 1))).toEqual([
      '2027-03-28T01:30:00Z/2027-03-28T02:00:00Z',
    ]);
    expect(clockChanges(cut, at('2027-03-22T00:00:00Z'))[0]).toBe(
      'On 2027-03-28 the clock leaves out 02:30: it begins at 03:30.',
    );
  });

  it('hold their start and not their end', () => {
    expect(runningAt(weekly, at('2026-10-17T23:29:59.999Z'))).toBeNull();
    expect(runningAt(weekly, at('2026-10-17T23:30:00Z'))).not.toBeNull();
    expect(runningAt(weekly, at('2026-10-18T01:29:59.999Z'))).not.toBeNull();
    expect(runningAt(weekly, at('2026-10-18T01:30:00Z'))).toBeNull();
  });

  it('end with the last day of a series', () => {
    const short = plan({ repeats: 'weekly', lastDay: '2026-10-25' });
    expect(comingAfter(short, at('2026-10-12T00:00:00Z'), 9)).toHaveLength(2);
    expect(`${overAt(short)}`).toBe('2026-10-25T02:30:00Z');
    expect(overAt(weekly)).toBeNull();
  });
});

describe('what it is now', () => {
  it('is told by the clock alone', () => {
    const once = plan({});
    const states = ['2026-10-17T23:00:00Z', '2026-10-18T00:00:00Z', '2026-10-18T01:30:00Z'];
    expect(states.map((now) => stateAt(once, at(now)))).toEqual(['scheduled', 'running', 'done']);
    expect(stateAt(weekly, at('2026-10-18T01:30:00Z'))).toBe('scheduled');
    const cancelled = plan({ cancelledAt: at('2026-10-17T20:00:00Z') });
    expect(stateAt(cancelled, at('2026-10-18T00:00:00Z'))).toBe('cancelled');
    expect(
      windowsBetween(cancelled, { from: at('2026-10-01T00:00:00Z'), until: at('2026-11-01T00:00:00Z') }),
    ).toEqual([]);
  });

  it('follows an end that was moved, of that window alone', () => {
    const window = '2026-10-17T23:30:00Z';
    const longer = plan({ repeats: 'weekly', ends: [{ window, end: '2026-10-18T05:00:00Z' }] });
    expect(`${runningAt(longer, at('2026-10-18T04:00:00Z'))?.end}`).toBe('2026-10-18T05:00:00Z');
    expect(runningAt(longer, at('2026-11-01T03:00:00Z'))).toBeNull();
    const early = plan({ ends: [{ window, end: '2026-10-18T00:00:00Z' }] });
    expect(stateAt(early, at('2026-10-18T00:00:00Z'))).toBe('done');
    expect(`${lastBefore(early, at('2026-12-18T00:00:00Z'))?.end}`).toBe('2026-10-18T00:00:00Z');
  });

  it('a series cancelled while a window runs ends it', () => {
    const cancelled = { ...weekly, cancelledAt: at('2026-10-18T00:00:00Z') };
    expect(`${overAt(cancelled)}`).toBe('2026-10-18T00:00:00Z');
    expect(nextEdgeAfter(cancelled, at('2026-10-17T23:30:00Z'))?.toString()).toBe('2026-10-18T00:00:00Z');
    expect(nextEdgeAfter(cancelled, at('2026-10-18T00:00:00Z'))).toBeNull();
  });
});

describe('beginnings and ends', () => {
  it('are told once each, however the time is cut into turns', () => {
    const from = at('2026-10-01T00:00:00Z');
    const hours = 24 * 40;
    const whole = edgesBetween(weekly, from, from.add({ hours }));
    expect(whole.map(({ turn }) => turn)).toEqual([
      'started',
      'ended',
      'started',
      'ended',
      'started',
      'ended',
      'started',
      'ended',
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: hours - 1 }), { maxLength: 12 }), (cuts) => {
        const times = [...new Set([...cuts, hours])].toSorted((a, b) => a - b);
        let last = from;
        const parts = times.flatMap((n) => {
          const until = from.add({ hours: n });
          const edges = edgesBetween(weekly, last, until);
          last = until;
          return edges;
        });
        expect(parts.map((one) => `${one.at} ${one.turn}`)).toEqual(
          whole.map((one) => `${one.at} ${one.turn}`),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('follow each other without a hole', () => {
    let now = at('2026-10-01T00:00:00Z');
    const seen: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      now = nextEdgeAfter(weekly, now) ?? now;
      seen.push(`${now}`);
    }
    const edges = edgesBetween(weekly, at('2026-10-01T00:00:00Z'), now).map((one) => `${one.at}`);
    expect(seen).toEqual(edges);
  });
});
