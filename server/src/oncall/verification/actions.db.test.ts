import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailSettings } from '../../../test/harness/letters.ts';
import { inside, openSlice, personOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import type { Delivery, Outcome } from '../../platform/delivery/model.ts';
import type { PageMessage } from '../notification/model.ts';

let slice: Slice;
let sent: Delivery[] = [];
let outcome: Outcome = { kind: 'delivered', note: 'put into the box' };
const sender = (kind: string) => ({
  kind,
  async send(delivery: Delivery) {
    sent.push(delivery);
    return outcome;
  },
});
beforeAll(async () => {
  slice = await openSlice({
    settings: { mail: mailSettings },
    needs: { senders: [sender('email'), sender('webhook'), sender('letter')] },
  });
});
afterAll(() => slice.stop());
beforeEach(() => {
  sent = [];
  outcome = { kind: 'delivered', note: 'put into the box' };
});

const ask = (method: string, path: string, body?: object, access: 'responder' | 'admin' = 'responder') =>
  slice.http(method, `/api/v1/people/${path}`, { token: slice.tokens[access], body });
const add = (id: string) => ask('PUT', 'me/contacts', { id, kind: 'email', to: `${id}@example.org` });
const send = (id: string) => ask('POST', `me/contacts/${id}/code`);
const type = (id: string, code: string) => ask('POST', `me/contacts/${id}/verification`, { code });
/** The guarantee: the collecting senders got messages of this stage alone. */
const messageOf = (delivery: Delivery | undefined) => delivery?.message as PageMessage | undefined;
async function codeSentTo(id: string): Promise<string> {
  sent = [];
  expect((await send(id)).status).toBe(200);
  await slice.app.settled();
  const [delivery] = sent.filter((one) => one.via === id);
  return messageOf(delivery)?.page.title.slice(0, 9) ?? '';
}
async function stateOf(id: string) {
  const contacts = inside((await ask('GET', 'me/contacts')).json, 'contacts');
  return (Array.isArray(contacts) ? contacts : []).find((one) => inside(one, 'id') === id);
}
const wrongFor = (code: string) => (code.startsWith('0') ? '1' : '0').concat(code.slice(1));

describe('a code', () => {
  test('goes by the very way, proves it, and is stored readable nowhere', async () => {
    await add('one');
    expect(await stateOf('one')).toMatchObject({ verified: false, lastDelivery: null });
    const code = await codeSentTo('one');
    expect(code).toMatch(/^\d{4} \d{4}$/);
    const rows = JSON.stringify(
      await slice.rows(
        sql`select to_jsonb(c)::text, to_jsonb(d)::text from oncall.contact_codes c, platform.deliveries d`,
      ),
    );
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.replace(' ', ''));
    expect((await type('one', code)).status).toBe(200);
    expect(await stateOf('one')).toMatchObject({ verified: true, lastDelivery: { outcome: 'delivered' } });
    expect((await type('one', code)).status).toBe(422);
    expect((await send('one')).status).toBe(409);
  });

  test('is tried five times, and no more', async () => {
    await add('two');
    slice.clock.advance({ minutes: 2 });
    const code = await codeSentTo('two');
    for (let i = 0; i < 5; i += 1) {
      const answer = await type('two', wrongFor(code));
      expect([answer.status, inside(answer.json, 'errors', 0, 'message')]).toEqual([
        422,
        'This is not the code that was sent.',
      ]);
    }
    expect(inside((await type('two', code)).json, 'detail')).toBe(
      'This code does not hold any more; send a new one.',
    );
    expect(await stateOf('two')).toMatchObject({ verified: false });
  });

  test('is tried five times also when many try at once', async () => {
    slice.clock.advance({ minutes: 2 });
    const code = await codeSentTo('two');
    const tries = await Promise.all(Array.from({ length: 12 }, () => type('two', wrongFor(code))));
    const wrong = tries.filter((one) => inside(one.json, 'detail') === 'This is not the code that was sent.');
    expect(wrong).toHaveLength(5);
  });

  test('comes at most once a minute, and holds for fifteen', async () => {
    slice.clock.advance({ minutes: 2 });
    const first = await codeSentTo('two');
    const again = await send('two');
    expect([again.status, inside(again.json, 'retryAfter')]).toEqual([429, 60]);
    slice.clock.advance({ minutes: 1 });
    const second = await codeSentTo('two');
    expect((await type('two', first)).status).toBe(422);
    slice.clock.advance({ minutes: 15 });
    expect((await type('two', second)).status).toBe(422);
    expect(await stateOf('two')).toMatchObject({ verified: false });
  });

  test('is nothing for another contact method, nor for a changed one', async () => {
    await add('three');
    slice.clock.advance({ minutes: 2 });
    const code = await codeSentTo('three');
    expect((await type('two', code)).status).toBe(422);
    await ask('PUT', 'me/contacts', { id: 'three', kind: 'email', to: 'other@example.org' });
    expect((await type('three', code)).status).toBe(422);
  });

  test('is for the owner alone, not even for an administrator', async () => {
    for (const act of ['code', 'verification', 'test']) {
      const body = act === 'verification' ? { code: '00000000' } : undefined;
      expect((await ask('POST', `${personOf.admin}/contacts/mail/${act}`, body)).status).toBe(404);
      expect((await ask('POST', `${personOf.responder}/contacts/two/${act}`, body, 'admin')).status).toBe(
        404,
      );
    }
  });
});

test('what was proved stays proved when the same is written again, and not for another address', async () => {
  await add('one');
  expect(await stateOf('one')).toMatchObject({ verified: true });
  await ask('PUT', 'me/contacts', { id: 'one', kind: 'email', to: 'moved@example.org' });
  expect(await stateOf('one')).toMatchObject({ verified: false });
});

test('a page by a contact method that is not verified fails, says why, and goes on', async () => {
  await add('unproved');
  await ask('PUT', 'me/rules', { high: [{ after: 0, via: 'unproved' }] });
  const { json } = await slice.http('POST', '/api/v1/pages', {
    body: { title: 'Down', people: [personOf.responder], urgency: 'high' },
  });
  await slice.app.settled();
  expect(sent).toEqual([]);
  const told = await slice.http('GET', `/api/v1/pages/${inside(json, 'id')}/notifications`);
  expect(inside(told.json, 'items', 0)).toMatchObject({
    outcome: 'failed',
    reason: 'This contact method is not verified, so nothing is sent by it.',
  });
  const coverage = await slice.http('GET', '/api/v1/on-call/coverage');
  expect(inside(coverage.json, 'unreachable')).toContainEqual({
    person: personOf.responder,
    reason: 'None of the contact methods of the high-urgency rules is verified.',
  });
  await slice.http('POST', `/api/v1/pages/${inside(json, 'id')}/resolution`);
});

describe('a test message', () => {
  test('goes by the one way that was asked for, some times', async () => {
    expect((await ask('POST', 'me/contacts/unproved/test')).status).toBe(409);
    expect((await ask('POST', 'me/contacts/mail/test')).status).toBe(204);
    await slice.app.settled();
    expect(sent.map((one) => [one.via, messageOf(one)?.page.title])).toEqual([
      ['mail', 'Muster reaches you here'],
    ]);
    expect((await ask('POST', 'me/contacts/mail/test')).status).toBe(429);
  });
});

describe('a contact method by which nothing arrives any more', () => {
  test('is marked, and told to its owner and to the team before the next shift', async () => {
    await slice.platform.db.run(sql`update oncall.schedules set team = 'payments'`);
    slice.clock.advance({ minutes: 1 });
    outcome = { kind: 'rejected', reason: 'The receiver answered 410.', isGone: true };
    expect((await ask('POST', 'me/contacts/mail/test')).status).toBe(204);
    await slice.app.settled();
    expect(await stateOf('mail')).toMatchObject({
      verified: true,
      gone: { reason: 'The receiver answered 410.' },
      lastDelivery: { outcome: 'failed' },
    });
    const pages = await slice.http('GET', '/api/v1/pages');
    const titles = [0, 1, 2].map((i) => inside(pages.json, 'items', i, 'title'));
    expect(
      titles.filter((title) => /nothing arrives any more by|Nothing reaches you/.test(String(title))),
    ).toHaveLength(2);
    expect(titles).toContainEqual(
      expect.stringMatching(/Next shift of primary: 2026-\d\d-\d\d \d\d:\d\d \(Europe\/Madrid\)$/),
    );
  });

  test('is told once, and is well again when something arrives', async () => {
    const before = (await slice.rows(sql`select id from oncall.pages`)).length;
    slice.clock.advance({ minutes: 1 });
    outcome = { kind: 'rejected', reason: 'The receiver answered 410.', isGone: true };
    await ask('POST', 'me/contacts/mail/test');
    await slice.app.settled();
    expect((await slice.rows(sql`select id from oncall.pages`)).length).toBe(before);
    slice.clock.advance({ minutes: 1 });
    outcome = { kind: 'delivered', note: '' };
    await ask('POST', 'me/contacts/mail/test');
    await slice.app.settled();
    expect(await stateOf('mail')).toMatchObject({ gone: null });
  });
});
