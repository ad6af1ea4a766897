import { listNotifications, listPages } from '@muster/contract/oncall/pages';
import { addShadow, listShadows, removeShadow } from '@muster/contract/oncall/shadows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import type { Delivery, Sender } from '../../platform/delivery/model.ts';
import { acknowledgeUrl } from '../link/model.ts';

let slice: Slice;
let sent: Delivery[] = [];
const sender = (kind: string): Sender => ({
  kind,
  async send(delivery) {
    sent.push(delivery);
    // Rex is never reached, so whatever counts as having reached somebody would be the copy.
    return kind === 'email' ? { kind: 'retry', reason: 'Busy.' } : { kind: 'delivered', note: '' };
  },
});
beforeAll(async () => {
  slice = await openSlice({ needs: { senders: [sender('email'), sender('webhook')] } });
  // Rex has the week; Ada learns.
  await slice.http('PUT', '/api/v1/people/ada/rules', {
    body: { high: [{ after: 0, via: 'hook' }], low: [] },
  });
  await slice.http('PUT', '/api/v1/people/rex/rules', {
    body: { high: [{ after: 0, via: 'mail' }], low: [] },
  });
});
afterAll(() => slice.stop());

const span = { start: '2026-03-02T09:00:00Z', end: '2026-03-02T18:00:00Z' };
const params = { name: 'primary' };

async function pageBy(body: object): Promise<string> {
  sent = [];
  const answer = await slice.http('POST', '/api/v1/pages', { token: slice.tokens.responder, body });
  expect(answer.status).toBe(201);
  await slice.app.settled();
  const { items } = await slice.as('admin')(listPages, { query: {} });
  return items[0]?.id ?? '';
}

test('a trainee gets a copy that says so, calls nobody, acknowledges nothing and ends with the page', async () => {
  const made = await slice.as('admin')(addShadow, { params, body: { trainee: 'ada', ...span } });
  expect(made).toMatchObject({ trainee: 'ada', person: null, createdBy: 'ada' });
  const id = await pageBy({ title: 'Disk full', service: 'checkout' });
  const copies = sent.filter((one) => one.purpose === 'shadow');
  expect(copies.map(({ person, kind }) => [person, kind])).toEqual([['ada', 'webhook']]);
  const [copy] = copies;
  expect(copy?.message).toMatchObject({
    page: { title: 'Shadow: Disk full', url: expect.stringContaining(`/pages/${id}`) },
    note: { text: expect.stringContaining('rex is paged about checkout') },
  });
  const { items } = await slice.as('responder')(listNotifications, { params: { id } });
  expect(items.map(({ person, shadow }) => [person, shadow])).toEqual(
    expect.arrayContaining([
      ['ada', true],
      ['rex', undefined],
    ]),
  );
  const [row] = await slice.rows(
    sql`select notified, first_notified_at as first from oncall.pages where id = ${id}`,
  );
  expect(row).toEqual({ notified: ['rex'], first: null });

  const link = acknowledgeUrl({ url: '' }, slice.platform.secrets, copy?.id ?? '');
  const seen = await slice.http('GET', link, { token: null });
  expect([seen.status, seen.text.includes('<button')]).toEqual([200, false]);
  expect((await slice.http('POST', link, { token: null })).status).toBe(200);
  const states = await slice.rows(sql`select state from oncall.pages where id = ${id}`);
  expect(states).toEqual([{ state: 'triggered' }]);
  await slice.http('POST', `/api/v1/pages/${id}/resolution`, { token: slice.tokens.responder, body: {} });
});

test('what is made to a person by name, and what the trainee is called for, is not copied', async () => {
  await pageBy({ title: 'For you', people: ['rex'] });
  expect(sent.filter((one) => one.purpose === 'shadow')).toEqual([]);
  await pageBy({ title: 'For both', people: ['rex', 'ada'] });
  expect(sent.map(({ purpose }) => purpose)).not.toContain('shadow');
});

test('it is listed, is taken back by whom it is about, and then nothing is copied', async () => {
  const { items } = await slice.as('stakeholder')(listShadows, { params });
  expect(items).toMatchObject([{ trainee: 'ada', person: null }]);
  const id = items[0]?.id ?? '';
  await slice.as('admin')(removeShadow, { params: { ...params, id } });
  await pageBy({ title: 'Again', service: 'checkout' });
  expect(sent.filter((one) => one.purpose === 'shadow')).toEqual([]);
  expect((await problemOf(slice.as('admin')(removeShadow, { params: { ...params, id } }))).code).toBe(
    'not_found',
  );
});

test('one person is followed; after the span nothing is copied and nothing is listed', async () => {
  await slice.as('responder')(addShadow, { params, body: { trainee: 'ada', person: 'rex', ...span } });
  await pageBy({ title: 'Followed', service: 'checkout' });
  expect(sent.map(({ person, purpose }) => [person, purpose])).toContainEqual(['ada', 'shadow']);
  slice.clock.advance({ hours: 9 });
  await slice.app.settled();
  await pageBy({ title: 'Too late', service: 'checkout' });
  expect(sent.filter((one) => one.purpose === 'shadow')).toEqual([]);
  expect((await slice.as('admin')(listShadows, { params })).items).toEqual([]);
});

test('nonsense is refused with the field that is wrong', async () => {
  const wrong = async (body: { trainee: string; person?: string; start?: string; end?: string }) => {
    const later = { start: '2026-03-03T09:00:00Z', end: '2026-03-03T18:00:00Z' };
    const problem = await problemOf(slice.as('admin')(addShadow, { params, body: { ...later, ...body } }));
    return [problem.code, problem.errors[0]?.pointer];
  };
  expect(await wrong({ trainee: 'nobody' })).toEqual(['invalid', '/trainee']);
  expect(await wrong({ trainee: 'ada', person: 'ada' })).toEqual(['invalid', '/person']);
  expect(await wrong({ trainee: 'ada', ...span })).toEqual(['invalid', '/end']);
  expect(await wrong({ trainee: 'ada', end: '2026-03-03T08:00:00Z' })).toEqual(['invalid', '/end']);
  expect(await wrong({ trainee: 'ada', end: '2027-03-03T08:00:00Z' })).toEqual(['invalid', '/end']);
});
