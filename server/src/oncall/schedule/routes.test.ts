import { deactivatePerson } from '@muster/contract/catalog/people';
import { draftHandover } from '@muster/contract/oncall/handover';
import { previewSchedule } from '@muster/contract/oncall/rehearsal';
import {
  addOverride,
  getCoverage,
  getOnCall,
  getPersonShifts,
  getSchedule,
  getShifts,
  listOnCall,
  removeOverride,
} from '@muster/contract/oncall/schedules';
import { addTemporary, previewTemporary, removeTemporary } from '@muster/contract/oncall/temporary-schedules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';

/** Days by ada, nights by rex; the layer of the day is above. */
const definition = {
  timeZone: 'UTC',
  layers: [
    { id: 'always', users: ['rex'] },
    { id: 'days', users: ['ada'], restrictions: [{ from: '08:00', to: '20:00' }] },
  ],
};
const span = { from: '2026-03-03T00:00:00.000Z', until: '2026-03-04T00:00:00.000Z' };

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  const made = await slice.http('PUT', '/api/v1/organisation', {
    body: {
      muster: 1,
      schedules: [
        { name: 'mixed', ...definition },
        { name: 'other', timeZone: 'UTC', layers: [{ users: ['rex'] }] },
        // The slice's own town has it with rex; here it would only be in the way.
        { name: 'primary', timeZone: 'UTC', layers: [{ users: ['ada'] }] },
      ],
    },
  });
  if (made.status !== 200) throw new Error(made.text);
});
afterAll(() => slice.stop());

test('a preview shows each layer by itself, with its restrictions and with its own overrides only', async () => {
  const noon = '2026-03-03T12:00:00Z';
  const overrides = [
    { kind: 'set' as const, start: noon, end: '2026-03-03T13:00:00Z', users: ['rex'], layers: ['days'] },
    { kind: 'set' as const, start: noon, end: '2026-03-03T14:00:00Z', users: ['sten'] },
  ];
  const asked = { body: { schedule: { ...definition, overrides }, query: span, layers: true } };
  const answer = await slice.as('stakeholder')(previewSchedule, asked);
  const told = (list: { start: string; onCall: string[] }[] = []) =>
    list.map((one) => `${one.start.slice(11, 13)} ${one.onCall.join()}`);
  expect(told(answer.layers?.[0])).toEqual(['00 rex']);
  expect(told(answer.layers?.[1])).toEqual(['00 ', '08 ada', '12 rex', '13 ada', '20 ']);
  expect(told(answer.segments)).toEqual(['00 rex', '08 ada', '12 sten', '14 ada', '20 rex']);
  const plain = await slice.as('stakeholder')(previewSchedule, {
    body: { schedule: definition, query: span },
  });
  expect(plain.layers).toBeUndefined();
});

test('an explanation names layers, and who made an override and when', async () => {
  const at = { params: { name: 'mixed' }, query: { at: '2026-03-03T12:00:00.000Z' } };
  const made = await slice.as('admin')(addOverride, {
    params: { name: 'mixed' },
    body: { start: '2026-03-03T11:00:00Z', end: '2026-03-03T13:00:00Z', person: 'sten' },
  });
  const { why, onCall } = await slice.as('responder')(getOnCall, at);
  expect(onCall).toEqual(['sten']);
  expect(why).toEqual([
    'Layer 2 (days) gives ada: these people are always in it.',
    'Layer 1 (always) gives rex: these people are always in it.',
    'Of the layers with somebody, the highest counts: layer 2 (days).',
    `Override 1 (set, made by ${made.createdBy} at ${made.createdAt}) turns the result from ada into sten.`,
    'So sten is on call.',
  ]);
  await slice.as('admin')(removeOverride, { params: { name: 'mixed', id: made.id } });
});

const summer = {
  name: 'Summer',
  start: '2026-03-05T00:00:00.000Z',
  end: '2026-03-07T00:00:00.000Z',
  rota: {
    timeZone: 'UTC',
    layers: [{ id: 'days', users: ['ada'], restrictions: [{ from: '08:00', to: '20:00' }] }],
  },
};

test('a temporary schedule stands in, is named in the explanation and the handover, and tells hours before', async () => {
  const params = { name: 'other' };
  const preview = await slice.as('stakeholder')(previewTemporary, { params, body: summer });
  expect(preview.people).toEqual([
    { person: 'rex', before: 48, after: 0 },
    { person: 'ada', before: 0, after: 24 },
  ]);
  expect([preview.gaps, preview.segments.length]).toEqual([{ before: 0, after: 24 }, 5]);
  const made = await slice.as('responder')(addTemporary, { params, body: summer });
  const seen = await slice.as('stakeholder')(getSchedule, { params });
  expect(seen.temporary).toEqual([made]);
  expect(made).toMatchObject({ name: 'Summer', createdBy: 'rex', segments: preview.segments });
  const { onCall, why } = await slice.as('stakeholder')(getOnCall, {
    params,
    query: { at: '2026-03-05T12:00:00Z' },
  });
  expect(onCall).toEqual(['ada']);
  expect(why[2]).toBe(
    'Temporary schedule "Summer": Layer 1 (days) gives ada: these people are always in it.',
  );
  expect(why.at(-2)).toMatch(
    /^Override 2 \(set, temporary schedule "Summer", made by rex .*\) turns the result from nobody into ada\.$/,
  );
  const handover = await slice.as('responder')(draftHandover, { params });
  expect(handover.facts.overrides).toEqual([
    { start: made.start, end: made.end, text: 'the temporary schedule "Summer"' },
  ]);
  const span = { from: '2026-03-06T00:00:00Z', until: '2026-03-08T00:00:00Z' };
  const { items } = await slice.as('responder')(getPersonShifts, { params: { name: 'me' }, query: span });
  expect(items.filter((one) => one.schedule === 'other').map((one) => one.start)).toEqual([summer.end]);
});

test('what has begun is ended and stays in the past; what has not is gone; strangers are refused', async () => {
  const params = { name: 'other' };
  const [made] = (await slice.as('responder')(getSchedule, { params })).temporary;
  const later = await slice.as('responder')(addTemporary, {
    params,
    body: {
      name: 'Later',
      start: '2026-03-10T00:00:00Z',
      end: '2026-03-11T00:00:00Z',
      rota: { timeZone: 'UTC', layers: [{ users: ['sten'] }] },
    },
  });
  const unreachable = async () =>
    (await slice.as('responder')(getCoverage, { query: {} })).unreachable.map((one) => one.person);
  // Whom only a temporary schedule names has to be reached as well.
  expect(await unreachable()).toContain('sten');
  slice.clock.advance(slice.clock.now().until(Temporal.Instant.from('2026-03-05T12:00:00Z')));
  for (const id of [made?.id ?? '', later.id])
    await slice.as('responder')(removeTemporary, { params: { ...params, id } });
  slice.clock.advance({ hours: 2 });
  expect(await unreachable()).not.toContain('sten');
  expect((await slice.as('responder')(getSchedule, { params })).temporary).toEqual([]);
  const query = { from: '2026-03-04T00:00:00Z', until: '2026-03-12T00:00:00Z' };
  const { segments } = await slice.as('responder')(getShifts, { params, query });
  expect(segments.map((one) => `${one.start.slice(5, 13)} ${one.onCall.join()}`)).toEqual([
    '03-04T00 rex',
    '03-05T00 ',
    '03-05T08 ada',
    '03-05T12 rex',
  ]);
  const gone = slice.as('responder')(removeTemporary, { params: { ...params, id: later.id } });
  expect((await problemOf(gone)).code).toBe('not_found');
  const rota = { timeZone: 'UTC', layers: [{ users: ['rex', 'stranger'] }] };
  const body = { ...summer, end: '2026-03-20T00:00:00Z', rota };
  expect(await problemOf(slice.as('responder')(addTemporary, { params, body }))).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/rota/layers/0/users/1' }],
  });
});

test('a person’s shifts are those of all schedules, and `me` is whoever asks', async () => {
  const rex = await slice.as('responder')(getPersonShifts, { params: { name: 'me' }, query: span });
  expect(rex.items).toEqual([
    { schedule: 'mixed', start: span.from, end: '2026-03-03T08:00:00.000Z', onCall: ['rex'] },
    { schedule: 'other', start: span.from, end: span.until, onCall: ['rex'] },
    { schedule: 'mixed', start: '2026-03-03T20:00:00.000Z', end: span.until, onCall: ['rex'] },
  ]);
  const seen = await slice.as('stakeholder')(getPersonShifts, { params: { name: 'rex' }, query: span });
  expect(seen).toEqual(rex);
  const backwards = { from: span.until, until: span.from };
  const refused = slice.as('responder')(getPersonShifts, { params: { name: 'me' }, query: backwards });
  expect(await problemOf(refused)).toMatchObject({ status: 422, code: 'invalid' });
});

test('who is next is told beside who is on call now', async () => {
  const { items } = await slice.as('stakeholder')(listOnCall);
  const mixed = items.find((one) => one.name === 'mixed');
  expect([...(mixed?.onCall ?? []), ...(mixed?.next ?? [])].toSorted()).toEqual(['ada', 'rex']);
  expect(items.find((one) => one.name === 'other')).toMatchObject({ until: null, next: [] });
});

test('whoever has left is shown nowhere as on call, and the gap says why', async () => {
  await slice.as('admin')(deactivatePerson, { params: { name: 'rex' }, body: { reason: 'moved on' } });
  const at = slice.clock.now();
  const query = { from: at.subtract({ hours: 1 }).toString(), until: at.add({ hours: 1 }).toString() };
  const { segments } = await slice.as('stakeholder')(getShifts, { params: { name: 'other' }, query });
  expect(segments.map(({ onCall, left }) => ({ onCall, left }))).toEqual([
    { onCall: ['rex'], left: undefined },
    { onCall: [], left: ['rex'] },
  ]);
  const schedule = { timeZone: 'UTC', layers: [{ users: ['rex'] }] };
  const preview = await slice.as('stakeholder')(previewSchedule, {
    body: { schedule, query: { from: query.from, until: query.until } },
  });
  expect(preview.segments.at(-1)).toMatchObject({ onCall: [], left: ['rex'] });
  const later = { from: at.add({ hours: 1 }).toString(), until: at.add({ hours: 2 }).toString() };
  const own = await slice.as('stakeholder')(getPersonShifts, { params: { name: 'rex' }, query: later });
  expect(own.items).toEqual([]);
});
