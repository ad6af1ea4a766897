import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { lookForRest } from './jobs.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

const load = (token: string, query = '') => slice.http('GET', `/api/v1/measures/load${query}`, { token });

test('a page counts for whoever was told while on call, and only those who look after the rota see people', async () => {
  await slice.http('PUT', '/api/v1/people/rex/rules', { body: { high: [{ after: 0, via: 'mail' }] } });
  const body = { title: 'Down', service: 'checkout', urgency: 'high' };
  const { json } = await slice.http('POST', '/api/v1/pages', { body });
  const id = String(inside(json, 'id'));
  await expect
    .poll(() => slice.rows(sql`select 1 from oncall.pages where id = ${id} and notified <> '{}'`))
    .toHaveLength(1);
  slice.clock.advance({ minutes: 1 });
  for (const [service, schedules] of [
    ['checkout', ['primary']],
    ['nothing', []],
  ] as const) {
    const { json } = await load(slice.tokens.responder, `?service=${service}&severity=critical`);
    expect(Object(json).rotas.map((one: { schedule: string }) => one.schedule)).toEqual(schedules);
  }
  // The rota belongs to nobody, so responders look after it.
  expect((await load(slice.tokens.responder)).json).toMatchObject({
    rotas: [
      {
        schedule: 'primary',
        n: 2,
        people: [
          { person: 'ada', pages: 0 },
          { person: 'rex', pages: 1 },
        ],
      },
    ],
  });
  expect((await load(slice.tokens.stakeholder)).json).toMatchObject({ rotas: [{ n: 2, people: [] }] });
  expect((await load(slice.tokens.admin, '?schedule=none')).json).toMatchObject({ rotas: [], value: null });
  const backwards = '?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z';
  expect((await load(slice.tokens.admin, backwards)).status).toBe(422);
});

test('3.7a merge: both pages count in load, though the incidents are one', async () => {
  const post = (path: string, body: object) => slice.http('POST', path, { body });
  const told = async () => {
    const { json } = await load(slice.tokens.responder);
    const people = Object(json).rotas[0].people as { person: string; pages: number }[];
    return people.find((one) => one.person === 'rex')?.pages ?? 0;
  };
  const before = await told();
  const [refs, pages]: [string[], string[]] = [[], []];
  for (const title of ['A', 'B']) {
    const page = inside(
      (await post('/api/v1/pages', { title, service: 'checkout', urgency: 'high' })).json,
      'id',
    );
    await slice.app.settled();
    pages.push(String(page));
    refs.push(String(inside((await post('/api/v1/incidents', { title, page })).json, 'ref')));
  }
  const [a = '', b = ''] = refs;
  expect(await post(`/api/v1/incidents/${b}/merges`, { into: a })).toMatchObject({ status: 201 });
  await slice.app.settled();
  slice.clock.advance({ minutes: 1 });
  expect(await told()).toBe(before + 2);
  for (const page of pages) await post(`/api/v1/pages/${page}/resolution`, {});
  await slice.app.settled();
});

test('night is what the rota says, else its team, and only whoever may change the rota says it', async () => {
  const nights = (body: object, token = slice.tokens.admin) =>
    slice.http('PUT', '/api/v1/measures/load/nights', { token, body });
  const night = async () => inside((await load(slice.tokens.admin)).json, 'rotas', 0, 'night');
  const rule = { from: '23:00', until: '06:00', restHours: 9 };
  expect(await night()).toEqual({ from: '22:00', until: '07:00', restHours: 11, of: 'all' });
  expect((await nights({ schedule: 'primary', rule })).status).toBe(204);
  expect(await night()).toEqual({ ...rule, of: 'schedule' });
  expect((await nights({ schedule: 'primary', rule: null })).status).toBe(204);
  expect((await nights({ team: 'payments', rule }, slice.tokens.responder)).status).toBe(204);
  expect(await night()).toMatchObject({ of: 'all' });
  await slice.rows(sql`update oncall.schedules set team = 'payments' where name = 'primary'`);
  expect(await night()).toEqual({ ...rule, of: 'team' });
  expect((await nights({ team: 'none', rule })).status).toBe(404);
  expect((await nights({ schedule: 'none', rule })).status).toBe(404);
  expect((await nights({ schedule: 'primary', team: 'payments', rule })).status).toBe(422);
  expect((await nights({ schedule: 'primary', rule: { ...rule, until: '23:00' } })).status).toBe(422);
});

test('whoever was paged at night hears of rest in the morning, once', async () => {
  const goTo = async (text: string) => {
    slice.clock.advance(slice.clock.now().until(Temporal.Instant.from(text)));
    await slice.app.settled();
    for (let i = 0; i < 2; i += 1) await byItself(slice.platform, 'test', lookForRest);
    return (await box.take(slice))
      .filter(({ letter }) => letter.subject.startsWith('Your night'))
      .map(({ person, letter }) => `${person}: ${letter.subject}`);
  };
  await goTo('2026-03-03T02:00:00Z');
  const body = { title: 'Down again', service: 'checkout', urgency: 'high' };
  const { json } = await slice.http('POST', '/api/v1/pages', { body });
  await slice.app.settled();
  await slice.http('POST', `/api/v1/pages/${String(inside(json, 'id'))}/resolution`, { body: {} });
  // The team's night ends at six by rex's clock in Madrid, and its rest lasts nine hours.
  expect(await goTo('2026-03-03T04:59:00Z')).toEqual([]);
  expect(await goTo('2026-03-03T05:00:00Z')).toEqual([
    'rex: Your night was disturbed: rest is due until 12:00',
  ]);
  expect(await goTo('2026-03-03T05:30:00Z')).toEqual([]);
});
