import {
  changePerson,
  deactivatePerson,
  getPerson,
  inviteAgain,
  invitePerson,
} from '@muster/contract/catalog/people';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { openLetter } from '../letter/actions.ts';

const password = 'a sentence that nobody would guess';
const origin = { 'sec-fetch-site': 'same-origin' };
const mail = { smtpUrl: 'smtp://127.0.0.1:9', from: 'muster@example.org' };

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

let count = 0;
const fresh = (over: object = {}) => {
  count += 1;
  return { name: `new${count}`, fullName: 'Nora New', email: `new${count}@example.org`, ...over };
};
const tokenOf = (url: string | null) => new URL(url ?? '').searchParams.get('token') ?? '';
const claim = (token: string) =>
  slice.http('POST', '/api/v1/session/link', { token: null, headers: origin, body: { token, password } });

describe('without mail', () => {
  test('the administrator gets the link to hand over; it lets its person in, once', async () => {
    const person = fresh({ access: 'support', teams: ['payments'], timeZone: 'Europe/Lisbon' });
    const { url, mailedTo } = await slice.as('admin')(invitePerson, { body: person });
    expect(mailedTo).toBeNull();
    expect(tokenOf(url)).toMatch(/^[\w-]{43}$/);
    const seen = () => slice.as('admin')(getPerson, { params: { name: person.name } });
    expect(await seen()).toMatchObject({
      access: 'support',
      teams: ['payments'],
      account: { state: 'invited' },
    });
    expect((await claim(tokenOf(url))).status).toBe(201);
    expect(await seen()).toMatchObject({ account: { state: 'active', invitedUntil: null, sessions: 1 } });
    expect((await claim(tokenOf(url))).status).toBe(403);
  });

  test('it is kept as a hash, and is in no record', async () => {
    const { url } = await slice.as('admin')(invitePerson, { body: fresh() });
    const kept = await slice.rows(sql`
      select (select jsonb_agg(i) from catalog.invitations i)::text || (select jsonb_agg(a) from platform.audit a)::text as text`);
    expect(JSON.stringify(kept)).not.toContain(tokenOf(url));
  });

  test('nothing but the link opens an account that was not claimed', async () => {
    const person = fresh();
    await slice.as('admin')(invitePerson, { body: person });
    for (const tried of ['', ' ', 'null', password]) {
      const answer = await slice.http('POST', '/api/v1/session', {
        token: null,
        headers: origin,
        body: { email: person.email, password: tried },
      });
      expect([401, 422]).toContain(answer.status);
    }
    for (const token of ['', null, [], {}, 'x'.repeat(43)]) {
      const answer = await slice.http('POST', '/api/v1/session/link', {
        token: null,
        headers: origin,
        body: { token, password },
      });
      expect([403, 422]).toContain(answer.status);
    }
  });

  test('it holds for 72 hours', async () => {
    const [early, late] = [fresh(), fresh()];
    const first = await slice.as('admin')(invitePerson, { body: early });
    const second = await slice.as('admin')(invitePerson, { body: late });
    slice.clock.advance({ hours: 71 });
    expect((await claim(tokenOf(first.url))).status).toBe(201);
    slice.clock.advance({ hours: 1 });
    expect((await claim(tokenOf(second.url))).status).toBe(403);
  });

  test('another one voids the one before, and so does another address', async () => {
    const person = fresh();
    const params = { name: person.name };
    const first = await slice.as('admin')(invitePerson, { body: person });
    const second = await slice.as('admin')(inviteAgain, { params });
    expect((await claim(tokenOf(first.url))).status).toBe(403);
    await slice.as('admin')(changePerson, {
      params,
      body: { email: 'elsewhere@example.org', reason: 'typo' },
    });
    expect((await claim(tokenOf(second.url))).status).toBe(403);
    const third = await slice.as('admin')(inviteAgain, { params });
    await slice.app.platform.db.run(
      sql`update catalog.people set email = 'behind@example.org' where name = ${person.name}`,
    );
    expect((await claim(tokenOf(third.url))).status).toBe(403);
  });

  test('whoever was deactivated before they came in does not come in', async () => {
    const person = fresh();
    const { url } = await slice.as('admin')(invitePerson, { body: person });
    await slice.as('admin')(deactivatePerson, { params: { name: person.name }, body: { reason: 'no' } });
    expect((await claim(tokenOf(url))).status).toBe(403);
    expect((await problemOf(slice.as('admin')(inviteAgain, { params: { name: person.name } }))).status).toBe(
      409,
    );
  });

  test('who has come in is not invited again', async () => {
    const person = fresh();
    const { url } = await slice.as('admin')(invitePerson, { body: person });
    await claim(tokenOf(url));
    const again = slice.as('admin')(inviteAgain, { params: { name: person.name } });
    expect((await problemOf(again)).status).toBe(409);
  });

  test.each([
    [{ name: 'ada' }, 409, '/name'],
    [{ email: 'ADA@example.org' }, 409, '/email'],
    [{ teams: ['nowhere'] }, 422, '/teams/0'],
    [{ timeZone: 'Mars/Base' }, 422, '/timeZone'],
    [{ timeZone: 'UTC+3' }, 422, '/timeZone'],
    [{ access: 'owner' }, 422, '/access'],
    [{ email: 'a@b.c\r\nbcc: x@y.z' }, 422, '/email'],
  ])('%j is refused at %s %s', async (over, status, pointer) => {
    const refused = await problemOf(slice.as('admin')(invitePerson, { body: fresh(over) as never }));
    expect(refused).toMatchObject({ status, errors: [{ pointer }] });
  });

  test.each(['passwordHash', 'active', 'deactivatedAt', 'createdAt', 'signedInAt'])(
    'nobody sets %s by the way',
    async (field) => {
      const answer = await slice.http('POST', invitePerson.path, { body: fresh({ [field]: 'x' }) });
      expect(answer.status).toBe(422);
    },
  );

  test('two at once with one name, or one address, make one; a repeat with one key answers the same', async () => {
    const person = fresh();
    const answers = await Promise.all([
      slice.http('POST', invitePerson.path, { body: person }),
      slice.http('POST', invitePerson.path, { body: person }),
      slice.http('POST', invitePerson.path, { body: { ...fresh(), email: person.email } }),
    ]);
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    const once = { body: fresh(), headers: { 'idempotency-key': 'invite-once' } };
    const [one, two] = [
      await slice.http('POST', invitePerson.path, once),
      await slice.http('POST', invitePerson.path, once),
    ];
    expect(one.status).toBe(201);
    expect(two.text).toBe(one.text);
  });
});

test('with mail, the letter goes to the address, sealed, and the answer holds no link', async () => {
  const mailing = await openSlice({ settings: { mail } as never });
  try {
    const person = fresh();
    const made = await mailing.as('admin')(invitePerson, { body: person });
    expect(made).toMatchObject({ url: null, mailedTo: person.email });
    const [row] = await mailing.rows<{ message: object }>(sql`
      select message from platform.deliveries where kind = 'letter' and person = ${person.name}`);
    expect(JSON.stringify(row)).not.toContain('token=');
    const letter = openLetter(mailing.platform.secrets, { message: row?.message });
    expect(letter?.to).toBe(person.email);
    expect(letter?.letter.link?.url).toContain('/welcome?token=');
  } finally {
    await mailing.stop();
  }
});
