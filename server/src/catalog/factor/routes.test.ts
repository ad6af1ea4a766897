import {
  addPasskey,
  enableTotp,
  factorsOfPerson,
  listFactors,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  resetFactors,
  startPasskey,
  startTotp,
} from '@muster/contract/catalog/factors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Spoilt, softwareKey } from '../../../test/harness/authenticator.ts';
import { addApp, addKey, appOf, pagesUrl, signedIn } from '../../../test/harness/signed-in.ts';
import { inside, openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice({ settings: { url: pagesUrl } });
});
afterAll(() => slice.stop());

const reset = (name: string) =>
  slice.as('admin')(resetFactors, { params: { name }, body: { reason: 'lost the phone' } });

const auditOf = (person: string) =>
  slice.rows<{ action: string; detail: unknown }>(sql`
    select action, detail from platform.audit where subject = ${`person:${person}`} order by id`);

describe('an authenticator app', () => {
  test('counts when a first code was right, and brings ten recovery codes', async () => {
    const rex = await signedIn(slice, 'rex');
    const begun = await rex.call(startTotp);
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(begun.uri).toContain(`secret=${begun.secret}`);
    expect((await rex.call(listFactors)).totp).toBeNull();
    const app = appOf(slice, begun.secret);
    const wrong = String((Number(app.code()) + 1) % 1_000_000).padStart(6, '0');
    const refused = await problemOf(rex.call(enableTotp, { body: { code: wrong } }));
    expect(refused).toMatchObject({ code: 'invalid', errors: [{ pointer: '/code' }] });
    const { recoveryCodes } = await rex.call(enableTotp, { body: { code: app.code() } });
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes ?? []) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    expect(await rex.call(listFactors)).toMatchObject({
      totp: { lastUsedAt: null },
      recoveryCodes: { left: 10 },
      needed: false,
    });
  });

  test('is replaced without a gap: the old one holds until the new one is proven', async () => {
    const sue = await signedIn(slice, 'sue');
    const first = await addApp(slice, sue);
    const begun = await sue.call(startTotp);
    expect((await sue.call(listFactors)).totp).not.toBeNull();
    const old = await slice.rows<{ secret: string }>(
      sql`select secret from catalog.authenticators where person = 'sue'`,
    );
    expect(slice.platform.secrets.open(old[0]?.secret ?? '')).toBe(first.secret.toString('base64url'));
    const again = await sue.call(enableTotp, { body: { code: appOf(slice, begun.secret).code() } });
    expect(again.recoveryCodes).toBeNull();
    const now = await slice.rows<{ secret: string; pending: null }>(
      sql`select secret, pending from catalog.authenticators where person = 'sue'`,
    );
    expect(now[0]?.secret).not.toBe(old[0]?.secret);
    expect(now[0]?.pending).toBeNull();
  });

  test('leaves, and the recovery codes with the last factor', async () => {
    const sten = await signedIn(slice, 'sten');
    await addApp(slice, sten);
    await sten.call(removeTotp);
    expect(await sten.call(listFactors)).toMatchObject({ totp: null, recoveryCodes: null });
    expect((await problemOf(sten.call(removeTotp))).code).toBe('not_found');
    expect((await problemOf(sten.call(renewRecoveryCodes))).code).toBe('conflict');
    expect((await auditOf('sten')).flatMap((row) => inside(row.detail, 'authenticatorApp') ?? [])).toEqual([
      'begun',
      'added',
      'removed',
    ]);
  });

  test('without a beginning there is nothing to prove', async () => {
    const aud = await signedIn(slice, 'aud');
    expect((await problemOf(aud.call(enableTotp, { body: { code: '123456' } }))).code).toBe('conflict');
  });
});

describe('a passkey', () => {
  test('is made for this host and one person, named, listed and removed', async () => {
    const ada = await signedIn(slice, 'ada');
    const asked = await ada.call(startPasskey);
    expect(asked).toMatchObject({
      rp: { id: 'muster.example.org' },
      user: { name: 'ada@example.org' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(Buffer.from(asked.user.id, 'base64url').toString('latin1')).not.toContain('ada');
    const key = softwareKey(pagesUrl);
    const added = await ada.call(addPasskey, { body: { name: 'Laptop', made: key.make(asked) } });
    expect(added.recoveryCodes).toHaveLength(10);
    const second = await addKey(ada, 'Phone');
    expect(second.recoveryCodes).toBeNull();
    const next = await ada.call(startPasskey);
    expect(next.user.id).toBe(asked.user.id);
    expect(next.excludeCredentials.map((one) => one.id)).toEqual([key.credential, second.key.credential]);
    expect((await ada.call(listFactors)).passkeys).toMatchObject([
      { name: 'Laptop', lastUsedAt: null, backedUp: false },
      { name: 'Phone' },
    ]);
    await ada.call(removePasskey, { params: { id: added.passkey.id } });
    expect((await ada.call(listFactors)).recoveryCodes).toMatchObject({ left: 10 });
    await ada.call(removePasskey, { params: { id: second.id } });
    expect(await ada.call(listFactors)).toMatchObject({ passkeys: [], recoveryCodes: null });
  });

  const wrong: [string, Spoilt][] = [
    ['by the pages of another host', { origin: 'https://muster.example.org.evil.example' }],
    ['for another host', { host: 'evil.example' }],
    ['for another challenge', { challenge: 'AAAA' }],
    ['without the person’s finger, face or PIN', { verified: false }],
  ];
  test.each(wrong)('that was made %s is refused', async (_, spoilt) => {
    const ada = await signedIn(slice, 'ada');
    const made = softwareKey(pagesUrl).make(await ada.call(startPasskey), spoilt);
    expect((await problemOf(ada.call(addPasskey, { body: { name: 'x', made } }))).code).toBe('invalid');
    expect((await ada.call(listFactors)).passkeys).toEqual([]);
  });

  test('answers its challenge once, within five minutes, and for the person who asked', async () => {
    const [ada, aud] = [await signedIn(slice, 'ada'), await signedIn(slice, 'aud')];
    const add = (who: typeof ada, made: ReturnType<ReturnType<typeof softwareKey>['make']>) =>
      who.call(addPasskey, { body: { name: 'x', made } });
    const made = softwareKey(pagesUrl).make(await ada.call(startPasskey));
    expect((await problemOf(add(aud, made))).code).toBe('invalid');
    const both = await Promise.allSettled([add(ada, made), add(ada, made)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = softwareKey(pagesUrl).make(await ada.call(startPasskey));
    slice.clock.advance({ minutes: 5 });
    expect((await problemOf(add(ada, late))).code).toBe('invalid');
  });

  test('that somebody has already is not taken a second time', async () => {
    const [ada, aud] = [await signedIn(slice, 'ada'), await signedIn(slice, 'aud')];
    const { key } = await addKey(ada, 'Key');
    const made = key.make(await aud.call(startPasskey));
    expect((await problemOf(aud.call(addPasskey, { body: { name: 'Mine', made } }))).code).toBe('conflict');
  });

  test('of somebody else does not exist', async () => {
    const [ada, aud] = [await signedIn(slice, 'ada'), await signedIn(slice, 'aud')];
    const { id } = await addKey(ada, 'Key');
    expect((await problemOf(aud.call(removePasskey, { params: { id } }))).code).toBe('not_found');
  });
});

describe('recovery codes', () => {
  test('are stored as hashes, shown once, and replaced by new ones', async () => {
    const sten = await signedIn(slice, 'sten');
    const { recoveryCodes: first } = await addApp(slice, sten);
    const { recoveryCodes: second } = await sten.call(renewRecoveryCodes);
    expect(second).toHaveLength(10);
    expect(second.filter((code) => first?.includes(code))).toEqual([]);
    const rows = await slice.rows<{ hash: string }>(
      sql`select hash from catalog.recovery_codes where person = 'sten'`,
    );
    expect(rows).toHaveLength(10);
    for (const { hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const audit = JSON.stringify(await auditOf('sten'));
    for (const code of second) expect(audit).not.toContain(code);
    await reset('sten');
  });
});

describe('who may', () => {
  test('a token changes no factor of its person: it would be a way in that outlives it', async () => {
    const call = slice.as('responder');
    for (const one of [() => call(startTotp), () => call(startPasskey), () => call(renewRecoveryCodes)])
      expect((await problemOf(one())).code).toBe('conflict');
    expect((await problemOf(call(removeTotp))).code).toBe('conflict');
  });

  test('an administrator sees that somebody has factors and takes them away, with the sessions, leaving a trace', async () => {
    const sten = await signedIn(slice, 'sten');
    await addApp(slice, sten);
    const counts = () => slice.as('admin')(factorsOfPerson, { params: { name: 'sten' } });
    expect(await counts()).toEqual({ totp: true, passkeys: 0, recoveryCodes: 10 });
    await reset('sten');
    expect(await counts()).toEqual({ totp: false, passkeys: 0, recoveryCodes: 0 });
    expect((await problemOf(sten.call(listFactors))).code).toBe('unauthenticated');
    expect((await auditOf('sten')).at(-1)).toMatchObject({
      action: 'catalog.resetFactors',
      detail: { reason: 'lost the phone', before: { totp: true }, after: { totp: false } },
    });
    expect((await problemOf(reset('nobody'))).code).toBe('not_found');
    expect((await problemOf(reset('ada'))).code).toBe('conflict');
  });
});
