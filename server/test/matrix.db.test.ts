/**
 * Who may call what: every address of the running server is tried as everybody. The lines are in
 * harness/matrix-lines.ts; an address without one, or with another ring than the contract says, fails.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Access, accessLevels, areas, type Who, whos } from '@muster/contract/platform/endpoint';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../src/detect/ingest/sources/doors.ts';
import { type Cast, castOf, ownCalls, teamCalls } from './harness/cast.ts';
import { doorPaths, endpoints, others } from './harness/matrix-lines.ts';
import { type Answer, inside, openSlice, type Sent, type Slice } from './harness/slice.ts';

type Caller = 'stranger' | Access;

let slice: Slice;
let cast: Cast;
const registered: string[] = [];

beforeAll(async () => {
  const watch = (message: unknown) => {
    const server = asServer(inside(message, 'fastify'));
    server.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) registered.push(`${one} ${url}`);
    });
  };
  subscribe('fastify.initialization', watch);
  slice = await openSlice();
  unsubscribe('fastify.initialization', watch);
  cast = await castOf(slice);
});
afterAll(() => slice.stop());

/** Fastify puts its own instance into the message of this channel. */
function asServer(value: unknown): FastifyInstance {
  return value as FastifyInstance;
}

const rings: Readonly<Record<Access, Who[]>> = {
  admin: ['signedIn', 'reader', 'responder', 'auditor', 'admin'],
  responder: ['signedIn', 'reader', 'responder'],
  stakeholder: ['signedIn'],
  support: ['signedIn'],
  auditor: ['signedIn', 'reader', 'auditor'],
};

function mayPass(caller: Caller, who: Who): boolean {
  return who === 'anyone' || (caller !== 'stranger' && rings[caller].includes(who));
}

describe('the list is whole', () => {
  test('the contract as served has exactly these endpoints with exactly these rings and marks', async () => {
    const served = (await operations()).map(([call, operation]) => [
      call,
      {
        who: inside(operation, 'x-who'),
        fresh: inside(operation, 'x-fresh') === true,
        read: String(inside(operation, 'x-scope')).endsWith(':read') && !call.startsWith('GET '),
      },
    ]);
    const listed = lines.map(({ call, who, fresh = false, read = false }) => [call, { who, fresh, read }]);
    expect(Object.fromEntries(served)).toEqual(Object.fromEntries(listed));
  });

  test('every address that the server registered is in the contract, among the others, or a door', () => {
    const known = new Set([
      ...Object.keys(endpoints).map((one) => one.replace(/\{(\w+)\}/g, ':$1')),
      ...Object.keys(others),
    ]);
    const doorUrls = new Set(doors.flatMap((door) => door.paths));
    const strangers = registered
      .filter((one) => !one.startsWith('HEAD '))
      .filter((one) => !known.has(one) && !doorUrls.has(one.replace(/^\w+ /, '')))
      // The files of the web application, which are for everybody.
      .filter((one) => !/^GET \/(assets\/.*|[\w.-]*)$/.test(one));
    expect(registered.length).toBeGreaterThan(70);
    expect([...new Set(strangers)]).toEqual([]);
  });

  test('every door is listed', () => {
    expect(Object.fromEntries(doors.map((door) => [door.name, door.paths]))).toEqual(doorPaths);
  });

  test('every ring is known here, and every mark has a call that shows it', () => {
    expect(new Set(whos)).toEqual(new Set(['anyone', ...Object.values(rings).flat()]));
    const marked = (mark: 'own' | 'team') => lines.flatMap((line) => (line[mark] ? [line.call] : [])).sort();
    expect(Object.keys(ownCalls(cast)).sort()).toEqual(marked('own'));
    expect(Object.keys(teamCalls(cast)).sort()).toEqual(marked('team'));
  });
});

type Operation = [call: string, operation: unknown];
let served: Promise<Operation[]> | undefined;

/** As the server serves them; they are long, and the same for every test. */
function operations(): Promise<Operation[]> {
  served ??= readOperations();
  return served;
}

async function readOperations(): Promise<Operation[]> {
  const document = (await slice.http('GET', '/api/v1/openapi.json', { token: null })).json;
  return Object.entries(Object(inside(document, 'paths'))).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(
      ([method, operation]): Operation => [`${method.toUpperCase()} ${path}`, operation],
    ),
  );
}

const lines = Object.entries(endpoints).map(([call, line]) => ({
  call,
  ...(typeof line === 'string' ? { who: line } : line),
}));

/** Calls an endpoint with parts that name nothing, so that whoever gets in does no harm. */
function tryOut(call: string, sent: Sent): Promise<Answer> {
  const [method = '', path = ''] = call.split(' ');
  const body = method === 'GET' ? {} : { body: '{}' };
  return slice.http(method, path.replace(/\{\w+\}/g, 'none'), { ...body, ...sent });
}

const isDenied = ({ status }: Answer) => status === 401 || status === 403;

describe.each<Caller>(['stranger', ...accessLevels])('%s', (caller) => {
  const token = () => (caller === 'stranger' ? null : slice.tokens[caller]);

  test.each(lines)('$call is for $who', async ({ call, who }) => {
    const answer = await tryOut(call, { token: token() });
    expect([isDenied(answer), answer.text]).toEqual([!mayPass(caller, who), answer.text]);
    if (isDenied(answer)) expect(answer.status).toBe(caller === 'stranger' ? 401 : 403);
    if (answer.status >= 400) expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.status).toBeLessThan(500);
  });

  test('what is outside the contract', async () => {
    // As if from elsewhere: loopback may read the metrics without a token.
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    const metrics = await slice.http('GET', '/metrics', { token: token(), headers });
    expect(metrics.status).toBe(mayPass(caller, 'auditor') ? 200 : 401);
    for (const method of ['GET', 'POST']) {
      const link = await slice.http(method, '/a/no-such-link', { token: token() });
      expect(link.status).toBe(404);
    }
    if (caller === 'stranger')
      expect((await slice.http('GET', '/api/v1/live', { token: null })).status).toBe(401);
  });
});

/** A credential that does not hold is never taken for none: not even what is for anyone is answered. */
describe.each(['made up', 'mistyped', 'ended', 'of somebody who left'] as const)(
  'a token that is %s',
  (which) => {
    test.each(lines)('opens not even $call', async ({ call }) => {
      expect((await tryOut(call, { token: cast.deadTokens[which] })).status).toBe(401);
    });

    test.each(['/metrics', '/api/v1/live'])('opens not even %s', async (path) => {
      expect((await slice.http('GET', path, { token: cast.deadTokens[which] })).status).toBe(401);
    });
  },
);

describe('the session of an administrator who left', () => {
  test.each(lines)('is none for $call', async ({ call, who }) => {
    const answer = await tryOut(call, await cast.session('left'));
    expect(answer.status === 401 || who === 'anyone').toBe(true);
  });
});

describe('an administrator’s token that is limited to scopes', () => {
  test.each(lines)('that are not those of $call', async ({ call, who }) => {
    const scope = await scopeOf(call);
    const answer = await tryOut(call, {
      token: await cast.limitedTo(areas.filter((area) => area !== scope?.area)),
    });
    expect(answer.status === 403).toBe(scope !== null);
    if (scope === null) expect(['anyone', 'signedIn']).toContain(who);
  });

  test.each(lines)('of reading, for $call', async ({ call }) => {
    const scope = await scopeOf(call);
    const answer = await tryOut(call, { token: await cast.limitedTo(areas, 'read') });
    expect(answer.status === 403).toBe(scope?.effect === 'write');
  });

  test.each(lines)('that are just those of $call', async ({ call }) => {
    const scope = await scopeOf(call);
    const only = scope ? areas.filter((area) => area === scope.area) : [areas[0]];
    const answer = await tryOut(call, { token: await cast.limitedTo(only) });
    expect(answer.status === 403).toBe(opensAccounts.has(call));
  });
});

/** By these a token could free itself of its limits, whatever they are. */
const opensAccounts = new Set(['POST /api/v1/people/{name}/sign-in-link', 'POST /api/v1/scim/tokens']);

async function scopeOf(call: string): Promise<{ area: string; effect: string } | null> {
  const operation = (await operations()).find(([other]) => other === call)?.[1];
  const [area, effect] = String(inside(operation, 'x-scope')).split(':');
  return area && effect ? { area, effect } : null;
}

describe('the session of an administrator', () => {
  test.each(lines)('confirmed just now is enough for $call', async ({ call }) => {
    expect([401, 403, 412]).not.toContain((await tryOut(call, await cast.session('fresh'))).status);
  });

  test.each(lines)('confirmed long ago, for $call', async ({ call, fresh = false }) => {
    const answer = await tryOut(call, await cast.session('stale'));
    expect([answer.status === 412, inside(answer.json, 'confirm') === true]).toEqual([fresh, fresh]);
  });

  test.each(lines)('does not act for another site: $call', async ({ call }) => {
    const answer = await tryOut(call, await cast.session('foreign'));
    expect(answer.status === 403 || call.startsWith('GET ')).toBe(true);
  });
});

describe('what belongs to somebody else', () => {
  const own = lines.filter((line) => line.own);

  test.each(own)('$call does not exist for a responder', async ({ call }) => {
    const { path, body } = ownCalls(cast)[call] ?? { path: '' };
    const sent = await cast.session('responder');
    const answer = await slice.http(call.split(' ')[0] ?? '', path, { ...sent, body });
    expect([answer.status, inside(answer.json, 'code')]).toEqual([404, 'not_found']);
  });
});

describe('what belongs to a team', () => {
  const ofTeams = lines.filter((line) => line.team);
  const call = ({ call: line }: { call: string }, token: string) => {
    const { path, body } = teamCalls(cast)[line] ?? { path: '' };
    return slice.http(line.split(' ')[0] ?? '', path, { token, body });
  };

  test.each(ofTeams)('$call is refused to a responder of another team', async (line) => {
    const answer = await call(line, cast.ofOtherTeam);
    expect([answer.status, inside(answer.json, 'code')]).toEqual([403, 'forbidden']);
    expect(answer.text).toContain('payments');
  });

  // Deletions come last, because they take away what the others need.
  const inOrder = ofTeams.toSorted((a, b) => rankOf(a.call) - rankOf(b.call));
  test.each(inOrder)('$call is open to a responder of the team', async (line) => {
    expect(isDenied(await call(line, slice.tokens.responder))).toBe(false);
  });
});

const rankOf = (call: string) => (call.startsWith('DELETE ') ? 1 : 0);

test('a token of a person opens no door, and a key of a door opens no endpoint', async () => {
  for (const door of doors) {
    for (const path of door.paths) {
      const url = path.replace(/:\w+|\*/g, slice.tokens.admin);
      const answer = await slice.http('POST', url, { token: slice.tokens.admin, body: '{}' });
      expect([url, answer.status >= 400]).toEqual([url, true]);
      expect(answer.status).toBeLessThan(500);
    }
  }
});
