/**
 * Ten thousand random schedules must agree with the slow oracle. The measurement `npm run bench -- --only oracle`
 * tries a hundred thousand.
 */
import { type Override, scheduleSchema } from '@muster/contract/oncall/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyCase,
  isIn,
  madeIn,
  nearBoundary,
  oracle,
  oracleWith,
  type StandIn,
} from '../../../test/harness/slow-oracle.ts';
import { type Made, withMade } from '../temporary/model.ts';
import { explainAt } from './explanation.ts';
import { onCallAt, resolve } from './model.ts';

const SEED = 20_240_331;

describe('a random schedule', () => {
  it('gives at every instant what the slow oracle gives (10,000 schedules)', () => {
    fc.assert(
      fc.property(anyCase(), ({ schedule, moment, pick }) => {
        const at = pick % 2 === 0 ? moment : nearBoundary(schedule, moment, pick);
        expect(onCallAt(schedule, at)).toEqual(oracle(schedule, at));
      }),
      { numRuns: 10_000, seed: SEED },
    );
  }, 60_000);

  it('gives with rotas that stand in for a while what the slow oracle gives (3,000 schedules)', () => {
    let differing = 0;
    fc.assert(
      fc.property(anyCase(), ({ schedule, standIns, moment, pick }) => {
        const { overrides: _, ...usual } = schedule;
        const made = madeIn(schedule, standIns).map((one) => madeOf(one));
        const whole = withMade(usual, made);
        const at = pick % 2 === 0 ? moment : nearBoundary(whole, moment, pick);
        const expected = oracleWith(schedule, standIns, at);
        expect(onCallAt(whole, at)).toEqual(expected);
        expect(explainAt(whole, at).onCall).toEqual(expected);
        if (String(expected) !== String(oracle(schedule, at))) differing += 1;
      }),
      { numRuns: 3_000, seed: SEED },
    );
    expect(differing).toBeGreaterThan(150);
  }, 60_000);

  it('is a valid definition', () => {
    const property = fc.property(anyCase(), ({ schedule }) => {
      expect(scheduleSchema.safeParse(schedule).error).toBeUndefined();
    });
    fc.assert(property, { numRuns: 300, seed: SEED });
  });

  it('resolves over [a, c) to the joined results over [a, b) and [b, c)', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(20_000), fc.nat(20_000), ({ schedule, moment }, left, right) => {
        const from = moment.subtract({ minutes: left });
        const until = moment.add({ minutes: right });
        const joined = [...resolve(schedule, from, moment), ...resolve(schedule, moment, until)];
        const seam = joined.findIndex(({ start }, i) => i > 0 && start === moment.toString());
        const [before, after] = [joined[seam - 1], joined[seam]];
        if (before && after && String(before.onCall) === String(after.onCall)) {
          joined.splice(seam - 1, 2, { ...before, end: after.end });
        }
        expect(resolve(schedule, from, until)).toEqual(joined);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });

  it('moves nobody when the question moves: a part of an answer is the answer to that part', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(20_000), fc.nat(20_000), ({ schedule, moment }, left, right) => {
        const [from, until] = [moment.subtract({ minutes: left }), moment.add({ minutes: right + 1 })];
        const wide = resolve(schedule, from.subtract({ hours: 999 }), until.add({ hours: 999 }));
        const part = wide.flatMap((one) => {
          const [start, end] = [later(from, one.start), earlier(until, one.end)];
          return start < end ? [{ ...one, start, end }] : [];
        });
        expect(resolve(schedule, from, until)).toEqual(part);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });

  it('has at a point what the segment around the point has, and the explanation ends there too', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(40_000), ({ schedule, moment }, minutes) => {
        const segments = resolve(schedule, moment, moment.add({ minutes: 40_001 }));
        const at = moment.add({ minutes });
        const segment = segments.find(({ start, end }) => isIn(at, start, end));
        expect(onCallAt(schedule, at)).toEqual(segment?.onCall);
        expect(explainAt(schedule, at).onCall).toEqual(segment?.onCall);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });
});

function madeOf(one: Override | StandIn): Made {
  const by = { by: 'a', at: '2024-01-01T00:00:00Z' };
  return 'kind' in one
    ? { ...by, rule: one, temporary: null }
    : { ...by, rule: null, temporary: { id: 'x', name: 'away', ...one } };
}

/** Instants of one form, whole minutes, sort as text. */
function later(a: Temporal.Instant, b: string): string {
  return a.toString() > b ? a.toString() : b;
}

function earlier(a: Temporal.Instant, b: string): string {
  return a.toString() < b ? a.toString() : b;
}
