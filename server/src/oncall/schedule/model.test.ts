import { readFileSync } from 'node:fs';
import { scheduleSchema, segmentSchema } from '@muster/contract/oncall/definition';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainAt } from './explanation.ts';
import { onCallAt, resolve } from './model.ts';

const instant = Temporal.Instant.from;

describe('the conformance vectors for schedules', () => {
  const { vectors } = readVectors();

  it('are all there', () => {
    expect(vectors.length).toBeGreaterThan(100);
  });

  it.each(vectors)('$id', ({ schedule, query, expect: expected }) => {
    expect(resolve(schedule, instant(query.from), instant(query.until))).toEqual(expected);
    for (const { start, end, onCall } of expected) {
      const last = instant(end).subtract({ milliseconds: 1 });
      expect(onCallAt(schedule, instant(start))).toEqual(onCall);
      expect(onCallAt(schedule, last)).toEqual(onCall);
      expect(explainAt(schedule, instant(start)).onCall).toEqual(onCall);
    }
  });
});

describe('an explanation', () => {
  const schedule = scheduleSchema.parse({
    timeZone: 'UTC',
    layers: [
      {
        id: 'days',
        rotation: { unit: 'day', length: 1, start: '2024-05-06T09:00', members: [['ann'], ['bob'], []] },
      },
      { users: ['eve'], restrictions: [{ weekdays: ['sun'], from: '00:00', to: '00:00' }] },
    ],
    overrides: [
      {
        kind: 'replace',
        start: '2024-05-07T10:00:00Z',
        end: '2024-05-07T12:00:00Z',
        user: 'bob',
        with: 'cid',
        layers: ['days'],
      },
    ],
  });

  it('names the turn, the member, the restriction and the override that made the result', () => {
    expect(explainAt(schedule, instant('2024-05-07T11:00:00Z'))).toEqual({
      onCall: ['cid'],
      steps: [
        { kind: 'layer', layer: 1, level: 1, users: [], because: 'restricted' },
        {
          kind: 'layer',
          layer: 0,
          level: 0,
          users: ['bob'],
          because: 'turn',
          turn: {
            number: 1,
            member: 1,
            startsAt: '2024-05-07T09:00:00Z',
            endsAt: '2024-05-08T09:00:00Z',
          },
        },
        { kind: 'override', override: 0, layer: 0, does: 'replace', before: ['bob'], after: ['cid'] },
        { kind: 'stack', layers: [0], users: ['cid'] },
      ],
    });
  });

  it.each([
    ['2024-05-06T08:59:59.999Z', 'beforeStart'],
    ['2024-05-08T09:00:00Z', 'emptyTurn'],
    ['2024-05-09T09:00:00Z', 'turn'],
  ])('says at %s why a layer has nobody or somebody: %s', (at, because) => {
    const step = explainAt(schedule, instant(at)).steps.find(
      (one) => one.kind === 'layer' && one.layer === 0,
    );
    expect(step).toMatchObject({ because });
  });
});

it('numbers shifts from the first that ends after the start, also where the start falls into a gap', () => {
  // 02:15 and 02:45 do not exist on this day: the shift of the 30th ends at the very start and has no number.
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const handoff = { time: '02:45' };
  const rotation = {
    unit: 'day',
    length: 1,
    start: '2024-03-31T02:15',
    handoff,
    days,
    members: [['a'], ['b']],
  };
  const schedule = scheduleSchema.parse({ timeZone: 'Europe/Amsterdam', layers: [{ rotation }] });
  expect(onCallAt(schedule, instant('2024-03-31T01:00:00Z'))).toEqual(['a']);
});

it('gives no segment for an empty or reversed span', () => {
  const schedule = { timeZone: 'UTC', layers: [{ users: ['a'] }] };
  const [early, late] = [instant('2024-01-01T00:00:00Z'), instant('2024-01-02T00:00:00Z')];
  expect(resolve(schedule, early, early)).toEqual([]);
  expect(resolve(schedule, late, early)).toEqual([]);
});

function readVectors() {
  const url = new URL('../../../../../shared/conformance/schedules.json', import.meta.url);
  const query = z.object({ from: z.string(), until: z.string() });
  const vector = z.object({
    id: z.string(),
    schedule: scheduleSchema,
    query,
    expect: z.array(segmentSchema),
  });
  return z.object({ vectors: z.array(vector) }).parse(JSON.parse(readFileSync(url, 'utf8')));
}
