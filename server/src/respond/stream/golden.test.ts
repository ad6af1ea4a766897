/**
 * Events are for ever. `golden.json` is one stream that has each type and version at least once, as it was stored when
 * it was new. A new type adds its sample at the end; a sample that is there is never changed: what it folds to is what
 * old incidents show.
 */
import { type EventType, envelope, eventData, type IncidentEvent } from '@muster/contract/respond/events';
import { entry, incidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { clocksOf } from '../clock/running.ts';
import stored from './golden.json' with { type: 'json' };
import { fold } from './model.ts';

const types = Object.keys(eventData);

/** What was stored passed the schema of its day, which the tests below look at again. */
const asStream = (events: readonly object[]) => events as IncidentEvent[];
const stream = asStream(stored);

test('each type of event has a sample, and each sample has a type', () => {
  expect([...new Set(stored.map((one) => one.type))].sort()).toEqual(types.toSorted());
});

test.each(stored.map((one) => [`${one.seq} ${one.type}`, one] as const))(
  '%s is still understood whole',
  (_, one) => {
    const { data, ...rest } = one;
    expect(envelope.parse(rest)).toEqual(rest);
    // Nothing that was stored is lost by a schema that has forgotten it.
    expect(eventData[one.type as EventType].parse(data)).toEqual(data);
  },
);

test('the stream folds, at once and event by event, to a state that the contract knows', () => {
  const whole = fold(null, stream);
  const byStep = stream.reduce<ReturnType<typeof fold> | null>(
    (before, event) => fold(before, [event]),
    null,
  );
  expect(byStep).toEqual(whole);
  expect(incidentState.parse(whole.state)).toEqual(whole.state);
  for (const one of whole.entries.values()) expect(entry.parse(one)).toEqual(one);
  expect(whole.state.version).toBe(stored.length);
  expect(clocksOf(whole.state).length).toBeGreaterThan(0);
});
