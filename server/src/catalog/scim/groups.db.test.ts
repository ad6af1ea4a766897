/** Groups at /scim/v2, and what is wrong there. */
import { describe, expect, test } from 'vitest';
import { directoryOfFile, groupUrn, okta, patch, userUrn } from '../../../test/harness/directory.ts';
import { inside } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

const { scim, person, create, slice } = directoryOfFile();

describe('groups', () => {
  const members = async (id: string) => {
    const found = Object(inside((await scim('GET', `/Groups/${id}`)).json, 'members'));
    return Object.values(found).map((one) => inside(one, 'display'));
  };

  test('are filled and emptied as Entra and Okta do it, and give what their mapping says', async () => {
    await slice().app.platform.db.run(sql`insert into catalog.team_members values ('payments', 'sten', 9)`);
    const mapping = await slice().http('PUT', '/api/v1/scim', {
      body: { defaultAccess: 'support', mappings: [{ group: 'SRE', access: 'responder', team: 'payments' }] },
    });
    expect(mapping.status).toBe(204);
    const [a, b] = [await create('gina'), await create('hank')];
    const made = await scim('POST', '/Groups', {
      schemas: [groupUrn],
      displayName: 'SRE',
      externalId: 'g-1',
      members: [],
    });
    const id = String(inside(made.json, 'id'));
    expect(made.status).toBe(201);
    const looked = await scim(
      'GET',
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "sre"')}`,
    );
    expect(inside(looked.json, 'Resources', 0)).toMatchObject({ id, displayName: 'SRE' });
    expect(inside(looked.json, 'Resources', 0, 'members')).toBeUndefined();

    const change = async (...operations: object[]) => {
      expect((await scim('PATCH', `/Groups/${id}`, patch(...operations))).status).toBe(204);
      return members(id);
    };
    expect(await change({ op: 'Add', path: 'members', value: [{ value: a }] })).toEqual(['gina@example.org']);
    expect(await person('gina')).toMatchObject({ access: 'responder', teams: ['payments'] });
    expect(await change({ op: 'add', value: { members: [{ value: b, display: 'hank' }] } })).toHaveLength(2);
    const asked = encodeURIComponent(`id eq "${id}" and members eq "${b}"`);
    expect(inside((await scim('GET', `/Groups?filter=${asked}`)).json, 'totalResults')).toBe(1);
    expect(await change({ op: 'Remove', path: 'members', value: [{ value: a }] })).toEqual([
      'hank@example.org',
    ]);
    expect(await person('gina')).toMatchObject({ access: 'support', teams: [] });
    expect(await change({ op: 'remove', path: `members[value eq "${b}"]` })).toEqual([]);
    expect(
      await change({ op: 'replace', path: 'members', value: [{ value: a }, { value: b }] }),
    ).toHaveLength(2);
    expect(await change({ op: 'remove', path: 'members' })).toEqual([]);
    expect(
      await change(
        { op: 'replace', value: { id, displayName: 'SRE' } },
        { op: 'add', path: 'members', value: { value: a } },
      ),
    ).toHaveLength(1);
    // The mapping goes by the name: renamed, the group gives nothing.
    await change({ op: 'replace', path: 'displayName', value: 'Was SRE' });
    expect(await person('gina')).toMatchObject({ access: 'support', teams: [] });
    await scim('PUT', `/Groups/${id}`, { displayName: 'SRE', members: [{ value: a }] });
    expect(await person('gina')).toMatchObject({ access: 'responder', teams: ['payments'] });
    expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(204);
    expect(await person('gina')).toMatchObject({ access: 'support', teams: [] });
    // Somebody whom the directory does not know stays in the team by the word of people here.
    expect(await person('sten')).toMatchObject({ teams: ['payments'] });
  });

  test('refuse members that are nobody, names that are taken, and mappings to teams that are not', async () => {
    const made = await scim('POST', '/Groups', { displayName: 'Ops' });
    const id = String(inside(made.json, 'id'));
    expect((await scim('POST', '/Groups', { displayName: 'OPS' })).status).toBe(409);
    for (const value of ['nobody', id]) {
      const answer = await scim(
        'PATCH',
        `/Groups/${id}`,
        patch({ op: 'add', path: 'members', value: [{ value }] }),
      );
      expect([answer.status, inside(answer.json, 'scimType')]).toEqual([400, 'invalidValue']);
    }
    const wrong = await slice().http('PUT', '/api/v1/scim', {
      body: { defaultAccess: 'support', mappings: [{ group: 'a', team: 'no-team' }, { group: 'b' }] },
    });
    expect([
      wrong.status,
      inside(wrong.json, 'errors', 0, 'pointer'),
      inside(wrong.json, 'errors', 1, 'pointer'),
    ]).toEqual([422, '/mappings/0/team', '/mappings/1']);
  });
});

describe('what is wrong is told in SCIM’s own form', () => {
  test.each<[string, string, object | string | undefined, number, string | undefined]>([
    ['POST', '/Users', '{', 400, 'invalidSyntax'],
    ['POST', '/Users', '', 400, 'invalidSyntax'],
    ['POST', '/Users', 'null', 400, 'invalidValue'],
    ['POST', '/Users', '[]', 400, 'invalidValue'],
    ['POST', '/Users', {}, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'no address' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: ['a@example.org'] }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'nul\0@example.org' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x@example.org', active: 'perhaps' }, 400, 'invalidValue'],
    [
      'POST',
      '/Users',
      `{"userName":"x@example.org","__proto__":{"access":"admin"},"emails":7}`,
      400,
      'invalidValue',
    ],
    ['GET', '/Users?filter=userName%20co%20%22a%22', undefined, 400, 'invalidFilter'],
    ['GET', '/Users?filter=password%20eq%20%22a%22', undefined, 400, 'invalidFilter'],
    [
      'GET',
      `/Users?filter=${encodeURIComponent('userName eq "a" or userName eq "b"')}`,
      undefined,
      400,
      'invalidFilter',
    ],
    [
      'GET',
      `/Users?filter=${encodeURIComponent('userName eq "a" and 1=1; drop table catalog.people --')}`,
      undefined,
      400,
      'invalidFilter',
    ],
    ['GET', '/Users?filter=userName%20eq%20%22%00%22', undefined, 400, 'invalidValue'],
    ['GET', `/Users?filter=${encodeURIComponent('userName eq "\\u0000"')}`, undefined, 400, 'invalidFilter'],
    ['GET', '/Users?startIndex=x', undefined, 400, 'invalidValue'],
    ['GET', '/Users/0', undefined, 404, undefined],
    ['GET', '/Users/01995A00-0000-7000-8000-000000000001', undefined, 404, undefined],
    ['GET', '/Users/me', undefined, 404, undefined],
    ['GET', '/Users/..%2f..%2fapi', undefined, 404, undefined],
    ['PUT', '/Users/01995a00-0000-7000-8000-000000000001', okta('x'), 404, undefined],
    [
      'PATCH',
      '/Groups/01995a00-0000-7000-8000-000000000001',
      patch({ op: 'add', path: 'x' }),
      404,
      undefined,
    ],
    ['GET', '/Schemas/nothing', undefined, 404, undefined],
    ['GET', '/nothing', undefined, 404, undefined],
  ])('%s %s %j', async (method, path, body, status, scimType) => {
    const answer = await scim(method, path, body);
    expect([answer.status, inside(answer.json, 'status'), inside(answer.json, 'scimType')]).toEqual([
      status,
      String(status),
      scimType,
    ]);
    expect(answer.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  });

  test.each<[string, object, string]>([
    ['no operation', { Operations: [] }, 'invalidValue'],
    ['an operation that is none', patch({ op: 'move', path: 'active' }), 'invalidValue'],
    ['a removal of nothing', patch({ op: 'remove' }), 'noTarget'],
    ['a value that is no object', patch({ op: 'add', value: 'x' }), 'invalidSyntax'],
    ['a user name that is taken away', patch({ op: 'remove', path: 'userName' }), 'invalidValue'],
    [
      'an address that is none',
      patch({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x' }),
      'invalidValue',
    ],
  ])('a patch with %s changes nothing, not even what stands before it', async (_, body, scimType) => {
    const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "gina@example.org"')}`);
    const id = String(inside(found.json, 'Resources', 0, 'id'));
    const all = {
      ...body,
      Operations: [
        { op: 'replace', path: 'displayName', value: 'Changed' },
        ...Object.values(Object(inside(body, 'Operations'))),
      ],
    };
    const answer = await scim(
      'PATCH',
      `/Users/${id}`,
      scimType === 'invalidValue' && all.Operations.length === 1 ? body : all,
    );
    expect([answer.status, inside(answer.json, 'scimType')]).toEqual([400, scimType]);
    expect((await scim('GET', `/Users/${id}`)).json).toMatchObject({ displayName: 'gina Okta' });
  });

  test('a body over 1 MB is too much', async () => {
    expect((await scim('POST', '/Users', okta('x', { displayName: 'x'.repeat(1_100_000) }))).status).toBe(
      413,
    );
  });
});

test('what it says of itself', async () => {
  const configuration = (await scim('GET', '/ServiceProviderConfig')).json;
  expect(configuration).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true },
  });
  expect((await scim('GET', '/ResourceTypes')).json).toMatchObject({ totalResults: 2 });
  expect((await scim('GET', `/Schemas/${userUrn}`)).json).toMatchObject({ id: userUrn, name: 'User' });
});

test('nothing of all this was a fault of ours', () => {
  expect(slice().lines.filter((line) => line.level === 'error')).toEqual([]);
});
