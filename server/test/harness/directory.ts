/** A directory in front of /scim/v2, with requests in the forms of Entra ID and Okta. */
import { afterAll, beforeAll, expect } from 'vitest';
import { inside, openSlice, type Slice } from './slice.ts';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';

export const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

/** A user as Okta sends one. */
export const okta = (name: string, over: object = {}) => ({
  schemas: [userUrn],
  userName: `${name}@example.org`,
  name: { givenName: name, familyName: 'Okta' },
  emails: [{ primary: true, value: `${name}@example.org`, type: 'work' }],
  displayName: `${name} Okta`,
  locale: 'en-US',
  externalId: `ext-${name}`,
  groups: [],
  password: 'ignored',
  active: true,
  ...over,
});

export async function newScimToken(slice: Slice, overlapHours = 0): Promise<string> {
  const made = await slice.http('POST', '/api/v1/scim/tokens', { body: { overlapHours } });
  expect(made.status).toBe(201);
  return String(inside(made.json, 'secret'));
}

/** A slice with a directory in front of it, for as long as the tests of a file run. */
export function directoryOfFile() {
  const held: { slice?: Slice; token: string } = { token: '' };
  const slice = (): Slice => {
    if (!held.slice) throw new Error('the slice is there once the tests of the file run');
    return held.slice;
  };
  beforeAll(async () => {
    held.slice = await openSlice();
    held.token = await newScimToken(held.slice);
  });
  afterAll(() => slice().stop());
  return { ...directoryOf(slice, () => held.token), slice, held };
}

/** `token` is asked for at each call, because a test may rotate it. */
function directoryOf(slice: () => Slice, token: () => string) {
  const scim = (method: string, path: string, body?: object | string, bearer: string | null = token()) =>
    slice().http(method, `/scim/v2${path}`, {
      token: bearer,
      headers: { 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body }),
    });
  return {
    scim,
    person: async (name: string) => (await slice().http('GET', `/api/v1/people/${name}`)).json,
    async create(name: string, over: object = {}): Promise<string> {
      const made = await scim('POST', '/Users', okta(name, over));
      expect([made.status, made.headers.get('content-type')]).toEqual([
        201,
        'application/scim+json; charset=utf-8',
      ]);
      return String(inside(made.json, 'id'));
    },
  };
}
