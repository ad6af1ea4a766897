import * as cover from '@muster/contract/oncall/cover';
import { getOnCall } from '@muster/contract/oncall/schedules';
import { ProblemError } from '@muster/contract/platform/client';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { createToken } from '../../catalog/token/actions.ts';

let slice: Slice;
const box = createLetterBox();
const tokens: Record<string, string> = {};

/** Rex is on call for the week in which the clock stands; Ada from 9 March 09:00 (08:00Z) on. */
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
  const people = ['cleo', 'dan'].map((name) => ({
    name,
    fullName: name,
    email: `${name}@example.org`,
    timeZone: 'Europe/Madrid',
    access: 'responder',
  }));
  await slice.http('PUT', '/api/v1/organisation', { body: { muster: 1, people } });
  for (const name of ['cleo', 'dan']) {
    const actor = { kind: 'person', name, access: 'responder', by: 'session' } as const;
    const made = await createToken(
      slice.platform,
      { actor, requestId: null, address: null },
      { label: 'test' },
    );
    tokens[name] = made.secret;
  }
  tokens.rex = slice.tokens.responder;
  tokens.ada = slice.tokens.admin;
});
afterAll(() => slice.stop());

const call = async (who: string, method: string, path: string, body?: object) =>
  slice.http(method, `/api/v1/cover${path}`, { token: tokens[who] ?? '', body });
const ask = async (given: Partial<BodyOf<typeof cover.askForCover>> = {}) =>
  slice.as('responder')(cover.askForCover, {
    body: {
      schedule: 'primary',
      start: '2026-03-04T09:00:00Z',
      end: '2026-03-05T09:00:00Z',
      asked: { kind: 'everybody' },
      ...given,
    },
  });
const one = async (id: string) => {
  const { items } = await slice.as('admin')(cover.listCover, { query: { state: 'any' } });
  return items.find((item) => item.id === id);
};
const onCallAt = async (at: string) =>
  (await slice.as('admin')(getOnCall, { params: { name: 'primary' }, query: { at } })).onCall;
const letters = async () =>
  (await box.take(slice)).map(({ person, letter }) => `${person}: ${letter.subject}`).sort();

test('a shift is taken over in two parts, and the rest stays', async () => {
  const { id } = await ask({
    asked: { kind: 'people', people: ['cleo', 'dan'] },
    note: 'My daughter sings.',
  });
  expect(await letters()).toEqual([
    'cleo: rex asks for cover on primary',
    'dan: rex asks for cover on primary',
  ]);
  expect((await call('cleo', 'POST', `/${id}/offers`, { end: '2026-03-04T15:00:00Z' })).status).toBe(201);
  expect((await one(id))?.open).toEqual([
    { start: '2026-03-04T15:00:00.000Z', end: '2026-03-05T09:00:00.000Z' },
  ]);
  expect([await onCallAt('2026-03-04T14:59:59Z'), await onCallAt('2026-03-04T15:00:00Z')]).toEqual([
    ['cleo'],
    ['rex'],
  ]);
  expect(await letters()).toEqual([
    'cleo: cleo covers for rex on primary',
    'rex: cleo covers for rex on primary',
  ]);
  expect((await call('dan', 'POST', `/${id}/offers`, {})).status).toBe(201);
  expect(await one(id)).toMatchObject({ state: 'covered', open: [] });
  expect(await onCallAt('2026-03-05T08:59:59Z')).toEqual(['dan']);
  expect(await onCallAt('2026-03-05T09:00:00Z')).toEqual(['rex']);
  await letters();
});

test('of two who take the same part at once, one has it and the other is told who', async () => {
  const { id } = await ask({ start: '2026-03-06T09:00:00Z', end: '2026-03-06T17:00:00Z' });
  const both = await Promise.all(['cleo', 'dan'].map((who) => call(who, 'POST', `/${id}/offers`, {})));
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  const [winner, loser] = both[0]?.status === 201 ? ['cleo', both[1]] : ['dan', both[0]];
  expect(loser?.text).toContain('This request is covered.');
  expect(await onCallAt('2026-03-06T12:00:00Z')).toEqual([winner]);
  await letters();
});

test('a swap waits for its answer, and moves both shifts', async () => {
  const { id } = await ask({ start: '2026-03-07T09:00:00Z', end: '2026-03-08T09:00:00Z' });
  await letters();
  const exchange = { schedule: 'primary', start: '2026-03-10T09:00:00Z', end: '2026-03-11T09:00:00Z' };
  expect((await call('ada', 'POST', `/${id}/offers`, { exchange })).status).toBe(201);
  expect(await letters()).toEqual(['rex: ada offers to cover for you on primary']);
  expect(await onCallAt('2026-03-07T12:00:00Z')).toEqual(['rex']);
  const offer = (await one(id))?.offers[0]?.id ?? '';
  expect((await call('ada', 'POST', `/${id}/offers/${offer}/acceptance`)).status).toBe(404);
  expect((await call('rex', 'POST', `/${id}/offers/${offer}/acceptance`)).status).toBe(200);
  expect([await onCallAt('2026-03-07T12:00:00Z'), await onCallAt('2026-03-10T12:00:00Z')]).toEqual([
    ['ada'],
    ['rex'],
  ]);
  expect((await call('rex', 'POST', `/${id}/offers/${offer}/acceptance`)).status).toBe(409);
  await letters();
});

test('a swap that was proposed to one person moves both shifts as soon as that person agrees', async () => {
  const exchange = { schedule: 'primary', start: '2026-03-12T09:00:00Z', end: '2026-03-13T09:00:00Z' };
  const swap = (person: string) => ({
    start: '2026-03-08T10:00:00Z',
    end: '2026-03-08T11:00:00Z',
    asked: { kind: 'swap' as const, person, exchange },
  });
  expect((await problemOf(ask(swap('nobody')))).errors).toMatchObject([{ pointer: '/asked/person' }]);
  expect((await problemOf(ask(swap('cleo')))).errors).toMatchObject([{ pointer: '/asked/exchange/start' }]);
  const { id } = await ask(swap('ada'));
  const [proposed] = await box.take(slice);
  expect(proposed).toMatchObject({
    person: 'ada',
    letter: {
      subject: 'rex proposes a swap on primary',
      link: { url: expect.stringContaining(`/on-call/cover?offer=${id}`) },
    },
  });
  expect((await call('cleo', 'POST', `/${id}/offers`, { exchange })).status).toBe(403);
  expect((await call('ada', 'POST', `/${id}/offers`, { exchange })).status).toBe(201);
  expect([await onCallAt('2026-03-08T10:30:00Z'), await onCallAt('2026-03-12T12:00:00Z')]).toEqual([
    ['ada'],
    ['rex'],
  ]);
  expect(await one(id)).toMatchObject({ state: 'covered', offers: [{ state: 'accepted' }] });
  await letters();
});

test('what is not wanted any more is withdrawn or declined, and whoever offered is told', async () => {
  const { id } = await ask({ start: '2026-03-08T12:00:00Z', end: '2026-03-08T18:00:00Z', atOnce: false });
  for (const who of ['cleo', 'dan']) await call(who, 'POST', `/${id}/offers`, {});
  const [first, second] = (await one(id))?.offers ?? [];
  await letters();
  expect((await call('dan', 'DELETE', `/${id}/offers/${first?.id}`)).status).toBe(404);
  expect((await call('rex', 'DELETE', `/${id}/offers/${first?.id}`)).status).toBe(204);
  expect(await letters()).toEqual(['cleo: Your offer to cover for rex on primary is not needed']);
  expect((await call('cleo', 'DELETE', `/${id}`)).status).toBe(404);
  expect((await call('rex', 'DELETE', `/${id}`)).status).toBe(204);
  expect(await letters()).toEqual(['dan: Your offer to cover for rex on primary is not needed']);
  expect((await one(id))?.offers.map((offer) => offer.state)).toEqual(['declined', 'lapsed']);
  expect((await call('rex', 'POST', `/${id}/offers/${second?.id}/acceptance`)).status).toBe(409);
  expect(await onCallAt('2026-03-08T14:00:00Z')).toEqual(['rex']);
});

test('only who is asked may offer, and only one’s own shift is asked for', async () => {
  const { id } = await ask({
    start: '2026-03-08T19:00:00Z',
    end: '2026-03-08T20:00:00Z',
    asked: { kind: 'team', team: 'payments' },
  });
  expect((await call('cleo', 'POST', `/${id}/offers`, {})).status).toBe(403);
  expect(await one(id)).toMatchObject({ forMe: true });
  const wrongs: Parameters<typeof ask>[0][] = [
    { start: '2026-03-10T09:00:00Z', end: '2026-03-12T09:00:00Z' },
    { asked: { kind: 'team', team: 'nobody' } },
    { asked: { kind: 'people', people: ['nobody'] } },
  ];
  for (const wrong of wrongs) expect((await problemOf(ask(wrong))).code).toBe('invalid');
  await expect(ask({ schedule: 'none' })).rejects.toBeInstanceOf(ProblemError);
  await letters();
});

test('open requests are remembered before the shift, once, and end with it', async () => {
  const asked = { kind: 'people' as const, people: ['cleo'] };
  const { id } = await ask({ start: '2026-03-08T20:00:00Z', end: '2026-03-08T21:00:00Z', asked });
  expect(await letters()).toEqual(['cleo: rex asks for cover on primary']);
  const toCleo = async () => (await letters()).filter((line) => /^cleo: .*asks/.test(line));
  // Three days before is Thursday evening, which is told on Friday morning; Sunday has no working hours any more.
  slice.clock.advance({ hours: 24 * 3 + 11 });
  expect(await toCleo()).toEqual([]);
  slice.clock.advance({ hours: 12 });
  expect(await toCleo()).toEqual(['cleo: Still open: rex asks for cover on primary']);
  slice.clock.advance({ hours: 24 * 2 + 14 });
  expect(await toCleo()).toEqual([]);
  expect(await one(id)).toMatchObject({ state: 'expired', open: [] });
  expect((await call('cleo', 'POST', `/${id}/offers`, {})).status).toBe(409);
});
