/** Tokens and users at /scim/v2. */
import { describe, expect, test } from 'vitest';
import { directoryOfFile, newScimToken, okta, patch, userUrn } from '../../../test/harness/directory.ts';
import { inside } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

const { scim, person, create, slice, held } = directoryOfFile();

describe('the token', () => {
  test('opens /scim and nothing else, and no other token opens /scim', async () => {
    expect((await scim('GET', '/Users')).status).toBe(200);
    for (const path of ['/api/v1/session', '/api/v1/people', '/api/v1/scim', '/metrics', '/api/v1/live'])
      expect([path, (await slice().http('GET', path, { token: held.token })).status]).toEqual([path, 401]);
    for (const other of [
      null,
      slice().tokens.admin,
      'an-administrators-token-for-tests',
      'msc_wrong',
      `${held.token}x`,
      '',
    ]) {
      for (const path of ['/Users', '/Groups', '/ServiceProviderConfig', '/Schemas', '/nothing']) {
        const answer = await scim('GET', path, undefined, other);
        expect([path, answer.status, inside(answer.json, 'status')]).toEqual([path, 401, '401']);
        expect(inside(answer.json, 'schemas')).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
      }
    }
  });

  test('is kept as a hash, is shown once, and its use is seen', async () => {
    const rows = JSON.stringify(await slice().rows(sql`select * from catalog.scim_tokens`));
    expect(rows).not.toContain(held.token.slice(10));
    const shown = await slice().http('GET', '/api/v1/scim');
    expect(shown.text).not.toContain(held.token.slice(10));
    expect(inside(shown.json, 'tokens', 0)).toMatchObject({
      prefix: held.token.slice(0, 10),
      expiresAt: null,
    });
    expect(inside(shown.json, 'tokens', 0, 'lastUsedAt')).toBe('2026-03-02T10:00:00.000Z');
  });

  test('is rotated with an overlap, and one that is deleted ends at once', async () => {
    const old = await newScimToken(slice());
    const next = await newScimToken(slice(), 24);
    for (const one of [old, next]) expect((await scim('GET', '/Users', undefined, one)).status).toBe(200);
    expect((await scim('GET', '/Users')).status).toBe(401);
    slice().clock.advance({ hours: 24 });
    expect((await scim('GET', '/Users', undefined, old)).status).toBe(401);
    expect((await scim('GET', '/Users', undefined, next)).status).toBe(200);
    const tokens = inside((await slice().http('GET', '/api/v1/scim')).json, 'tokens');
    expect(tokens).toHaveLength(1);
    await slice().http('DELETE', `/api/v1/scim/tokens/${String(inside(tokens, 0, 'id'))}`);
    expect((await scim('GET', '/Users', undefined, next)).status).toBe(401);
    held.token = await newScimToken(slice());
  });
});

describe('users', () => {
  test('are made, found as Okta and Entra look for them, and shown as they were sent', async () => {
    const none = await scim(
      'GET',
      `/Users?filter=${encodeURIComponent('userName eq "olga@example.org"')}&startIndex=1&count=100`,
    );
    expect(none.json).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] });
    const id = await create('olga');
    expect((await scim('GET', `/Users/${id}`)).json).toMatchObject({
      schemas: [userUrn],
      id,
      externalId: 'ext-olga',
      userName: 'olga@example.org',
      name: { givenName: 'olga', familyName: 'Okta' },
      emails: [{ value: 'olga@example.org', primary: true }],
      active: true,
      meta: { resourceType: 'User', location: `http://muster.example.org/scim/v2/Users/${id}` },
    });
    for (const filter of [
      'userName eq "OLGA@example.org"',
      'username EQ "olga@example.org"',
      'externalId eq "ext-olga"',
      `${userUrn}:userName eq "olga@example.org"`,
      'emails[type eq "work"].value eq "olga@example.org"',
      'displayName eq "olga Okta" and active eq true',
      `id eq "${id}"`,
    ]) {
      const found = await scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);
      expect([filter, inside(found.json, 'totalResults'), inside(found.json, 'Resources', 0, 'id')]).toEqual([
        filter,
        1,
        id,
      ]);
    }
    expect(await person('olga')).toMatchObject({
      fullName: 'olga Okta',
      access: 'stakeholder',
      active: true,
    });
  });

  test('of the same name or address are refused, whichever comes first', async () => {
    const twice = await scim('POST', '/Users', okta('olga'));
    expect([twice.status, inside(twice.json, 'scimType')]).toEqual([409, 'uniqueness']);
    const sameMail = okta('olga', { userName: 'another', externalId: 'x' });
    expect((await scim('POST', '/Users', sameMail)).status).toBe(409);
    const both = await Promise.all([1, 2, 3].map(() => scim('POST', '/Users', okta('race'))));
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  test('who are here already become the directory’s, with what they are here', async () => {
    await create('rex');
    expect(await person('rex')).toMatchObject({
      access: 'responder',
      teams: ['payments'],
      fullName: 'The responder',
    });
  });

  test('are listed in pages', async () => {
    for (const name of ['p1', 'p2', 'p3']) await create(name);
    const { json } = await scim('GET', '/Users');
    const total = Number(inside(json, 'totalResults'));
    const ids: unknown[] = [];
    for (let startIndex = 1; startIndex <= total; startIndex += 2) {
      const page = (await scim('GET', `/Users?startIndex=${startIndex}&count=2`)).json;
      expect(inside(page, 'totalResults')).toBe(total);
      for (const item of Object.values(Object(inside(page, 'Resources')))) ids.push(inside(item, 'id'));
    }
    expect(new Set(ids).size).toBe(total);
    expect((await scim('GET', '/Users?count=0')).json).toMatchObject({ totalResults: total, Resources: [] });
    expect((await scim('GET', '/Users?startIndex=0&count=-5')).json).toMatchObject({
      startIndex: 1,
      itemsPerPage: 0,
    });
  });

  test.each<[string, object[], object]>([
    ['Entra: a name', [{ op: 'Replace', path: 'displayName', value: 'Pat One' }], { displayName: 'Pat One' }],
    ['Entra: switched off as text', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
    ['Entra: switched on as text', [{ op: 'Replace', path: 'active', value: 'True' }], { active: true }],
    [
      'Entra: several without a path, with dots',
      [
        {
          op: 'replace',
          value: { displayName: 'Pat Two', 'name.givenName': 'Pat', 'name.familyName': 'Two' },
        },
      ],
      { displayName: 'Pat Two', name: { givenName: 'Pat', familyName: 'Two' } },
    ],
    [
      'Entra: an address by its type',
      [{ op: 'Add', path: 'emails[type eq "work"].value', value: 'pat.new@example.org' }],
      { emails: [{ value: 'pat.new@example.org' }] },
    ],
    [
      'Entra: an id of theirs',
      [{ op: 'Add', path: 'externalId', value: 'entra-1' }],
      { externalId: 'entra-1' },
    ],
    [
      'Entra: what we do not keep',
      [
        {
          op: 'Add',
          path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
          value: 'Ops',
        },
        { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+34 600' },
      ],
      { displayName: 'Pat Two' },
    ],
    ['Okta: switched off without a path', [{ op: 'replace', value: { active: false } }], { active: false }],
    ['Okta: switched on again', [{ op: 'replace', value: { active: true } }], { active: true }],
    [
      'nested',
      [{ op: 'add', value: { name: { givenName: 'Patricia' } } }],
      { name: { givenName: 'Patricia', familyName: 'Two' } },
    ],
    ['taken away', [{ op: 'remove', path: 'externalId' }], { userName: 'pat@example.org' }],
    [
      'a schema in front',
      [{ op: 'replace', path: `${userUrn}:displayName`, value: 'Pat Three' }],
      { displayName: 'Pat Three' },
    ],
  ])('patched as %s', async (_, operations, expected) => {
    const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "pat@example.org"')}`);
    const id =
      inside(found.json, 'totalResults') === 1
        ? String(inside(found.json, 'Resources', 0, 'id'))
        : await create('pat');
    const answer = await scim('PATCH', `/Users/${id}`, patch(...operations));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject(expected);
    expect((await scim('GET', `/Users/${id}`)).json).toMatchObject(expected);
    expect(await person('pat')).toMatchObject({
      active: inside(answer.json, 'active'),
      fullName: inside(answer.json, 'displayName'),
    });
  });

  test('who are switched off are out at once, and an administrator’s word is not undone by a new name', async () => {
    const id = await create('dora');
    await slice().app.platform.db.run(sql`
      insert into catalog.tokens (id, hash, prefix, label, access, person, created_by, created_at, kind)
      values (${id}, 'hash-of-dora', 'mst_x', 'x', 'stakeholder', 'dora', 'dora', ${slice().clock.now()}, 'personal')`);
    await scim('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: false } }));
    expect(await person('dora')).toMatchObject({ active: false });
    expect(await slice().rows(sql`select from catalog.tokens where person = 'dora'`)).toEqual([]);
    const audit = await slice().rows<{ actor: string; actor_kind: string }>(sql`
      select actor, actor_kind from platform.audit where subject = 'person:dora' and detail ->> 'reason' like '%SCIM%'`);
    expect(audit).toEqual([{ actor: expect.stringMatching(/^scim msc_/), actor_kind: 'system' }]);
    await scim('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: true } }));
    await slice().http('POST', '/api/v1/people/dora/deactivation', { body: { reason: 'by hand' } });
    await scim('PUT', `/Users/${id}`, okta('dora', { displayName: 'Dora Again' }));
    expect(await person('dora')).toMatchObject({ active: false, fullName: 'Dora Again' });
  });

  test('who are deleted are deactivated here and unknown there', async () => {
    const id = await create('dan');
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await scim('GET', `/Users/${id}`)).status).toBe(404);
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(404);
    expect(await person('dan')).toMatchObject({ name: 'dan', active: false });
    // Hired again: the same person as before.
    await create('dan');
    expect(await person('dan')).toMatchObject({ active: true });
  });

  test('of which one is the last administrator or a break-glass account stay as they are', async () => {
    const last = await create('ada');
    const answer = await scim('PATCH', `/Users/${last}`, patch({ op: 'replace', value: { active: false } }));
    expect([answer.status, inside(answer.json, 'status')]).toEqual([409, '409']);
    expect(await person('ada')).toMatchObject({ active: true });
    await slice().http('PUT', '/api/v1/sso/rule', { body: { isRequired: false, breakGlass: ['sue'] } });
    const glass = await scim('POST', '/Users', okta('sue'));
    expect([glass.status, inside(glass.json, 'scimType')]).toEqual([409, 'mutability']);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(slice().lines.filter((line) => line.level === 'error')).toEqual([]);
});
