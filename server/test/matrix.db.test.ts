/**
 * Who may call what: one line for every address of the running server, and each is tried as everybody. An
 * address without a line, or with another ring than the contract says, fails.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Access, accessLevels, type Who, whos } from '@muster/contract/platform/endpoint';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../src/detect/ingest/sources/doors.ts';
import { inside, openSlice, type Slice } from './harness/slice.ts';

const endpoints: Readonly<Record<string, Who>> = {
  'POST /api/v1/session': 'anyone',
  'DELETE /api/v1/session': 'anyone',
  'GET /api/v1/session': 'signedIn',
  'POST /api/v1/session/link': 'anyone',
  'POST /api/v1/people/{name}/sign-in-link': 'admin',
  'GET /api/v1/setup': 'anyone',
  'POST /api/v1/setup': 'anyone',
  'GET /api/v1/setup/steps': 'signedIn',
  'GET /api/v1/tokens': 'signedIn',
  'POST /api/v1/tokens': 'signedIn',
  'DELETE /api/v1/tokens/{id}': 'signedIn',
  'GET /api/v1/people': 'signedIn',
  'GET /api/v1/people/{name}': 'signedIn',
  'GET /api/v1/people/{name}/duties': 'admin',
  'POST /api/v1/people/{name}/deactivation': 'admin',
  'POST /api/v1/people/{name}/reactivation': 'admin',
  'GET /api/v1/teams': 'signedIn',
  'PUT /api/v1/teams/{name}': 'admin',
  'GET /api/v1/services': 'signedIn',
  'GET /api/v1/services/{name}': 'signedIn',
  'PUT /api/v1/services/{name}': 'responder',
  'DELETE /api/v1/services/{name}': 'responder',
  'GET /api/v1/audit': 'auditor',
  'GET /api/v1/audit/export': 'auditor',
  'GET /api/v1/audit/state': 'auditor',
  'GET /api/v1/audit/verification': 'auditor',
  'PUT /api/v1/organisation': 'admin',
  'GET /api/v1/organisation': 'auditor',
  'GET /api/v1/alerts': 'signedIn',
  'GET /api/v1/alerts/{id}': 'signedIn',
  'GET /api/v1/integrations': 'signedIn',
  'POST /api/v1/integrations': 'responder',
  'PUT /api/v1/integrations/{name}': 'responder',
  'POST /api/v1/integrations/{name}/key': 'responder',
  'DELETE /api/v1/integrations/{name}': 'responder',
  'GET /api/v1/integrations/{name}/events': 'reader',
  'GET /api/v1/schedules': 'signedIn',
  'GET /api/v1/schedules/{name}': 'signedIn',
  'PUT /api/v1/schedules/{name}': 'responder',
  'DELETE /api/v1/schedules/{name}': 'responder',
  'GET /api/v1/schedules/{name}/on-call': 'signedIn',
  'GET /api/v1/schedules/{name}/shifts': 'signedIn',
  'POST /api/v1/schedules/{name}/overrides': 'responder',
  'DELETE /api/v1/schedules/{name}/overrides/{id}': 'responder',
  'POST /api/v1/schedules/preview': 'signedIn',
  'GET /api/v1/on-call': 'signedIn',
  'GET /api/v1/on-call/coverage': 'signedIn',
  'GET /api/v1/policies': 'signedIn',
  'GET /api/v1/policies/{name}': 'signedIn',
  'PUT /api/v1/policies/{name}': 'responder',
  'DELETE /api/v1/policies/{name}': 'responder',
  'POST /api/v1/policies/rehearsal': 'signedIn',
  'GET /api/v1/people/{name}/contacts': 'signedIn',
  'PUT /api/v1/people/{name}/contacts': 'responder',
  'DELETE /api/v1/people/{name}/contacts/{contact}': 'responder',
  'PUT /api/v1/people/{name}/rules': 'responder',
  'GET /api/v1/pages': 'signedIn',
  'POST /api/v1/pages': 'responder',
  'GET /api/v1/pages/{id}': 'signedIn',
  'POST /api/v1/pages/{id}/acknowledgement': 'responder',
  'POST /api/v1/pages/{id}/unacknowledgement': 'responder',
  'POST /api/v1/pages/{id}/resolution': 'responder',
  'POST /api/v1/pages/{id}/escalation': 'responder',
  'POST /api/v1/pages/{id}/snooze': 'responder',
  'POST /api/v1/pages/{id}/reassignment': 'responder',
  'POST /api/v1/pages/{id}/urgency': 'responder',
  'GET /api/v1/pages/{id}/notifications': 'reader',
  'GET /api/v1/pages/{id}/explanation': 'signedIn',
  'POST /api/v1/me/test-page': 'responder',
  'GET /api/v1/webpush/key': 'signedIn',
  'PUT /api/v1/me/webpush': 'responder',
};

/** Addresses outside the contract. `key`: the address or the request carries a secret of its own. */
const others: Readonly<Record<string, Who | 'key'>> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /.well-known/security.txt': 'anyone',
  'GET /api/v1/openapi.json': 'anyone',
  'GET /metrics': 'auditor',
  'GET /api/v1/live': 'signedIn',
  'GET /a/:link': 'key',
  'POST /a/:link': 'key',
  'GET /*': 'anyone',
};

/** The doors. A key, in the address or in the request, opens them, and nothing else does. */
const doorPaths: Readonly<Record<string, readonly string[]>> = {
  'alertmanager-webhook': ['/ingest/alertmanager/:key', '/ingest/alertmanager'],
  'pagerduty-v2': ['/v2/enqueue', '/ingest/pagerduty/v2/enqueue'],
  'pagerduty-change': ['/v2/change/enqueue', '/ingest/pagerduty/v2/change/enqueue'],
  'pagerduty-v1': [
    '/generic/2010-04-15/create_event.json',
    '/ingest/pagerduty/generic/2010-04-15/create_event.json',
  ],
  'generic-json': ['/ingest/v1/alerts', '/ingest/generic/:key', '/ingest/generic'],
  'generic-form': ['/api/v2/generic/incoming', '/ingest/generic/api/v2/generic/incoming'],
  heartbeat: ['/ping/*', '/ingest/heartbeat/ping/*'],
  'opsgenie-heartbeat': ['/v2/heartbeats/:name/ping', '/ingest/opsgenie/v2/heartbeats/:name/ping'],
};

const callers = ['stranger', ...accessLevels] as const;
type Caller = (typeof callers)[number];

let slice: Slice;
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
});
afterAll(() => slice.stop());

/** Fastify puts its own instance into the message of this channel. */
function asServer(value: unknown): FastifyInstance {
  return value as FastifyInstance;
}

const tokenOf = (caller: Caller) => (caller === 'stranger' ? null : slice.tokens[caller]);

function mayPass(caller: Caller, who: Who): boolean {
  if (who === 'anyone') return true;
  if (caller === 'stranger') return false;
  const rings: Record<Access, Who[]> = {
    admin: ['signedIn', 'reader', 'responder', 'auditor', 'admin'],
    responder: ['signedIn', 'reader', 'responder'],
    stakeholder: ['signedIn'],
    support: ['signedIn'],
    auditor: ['signedIn', 'reader', 'auditor'],
  };
  return rings[caller].includes(who);
}

describe('the list is whole', () => {
  test('the contract as served has exactly these endpoints with exactly these rings', async () => {
    const document = (await slice.http('GET', '/api/v1/openapi.json', { token: null })).json;
    const served = Object.entries(Object(inside(document, 'paths'))).flatMap(([path, methods]) =>
      Object.entries(Object(methods)).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        inside(operation, 'x-who'),
      ]),
    );
    expect(Object.fromEntries(served)).toEqual(endpoints);
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
});

const lines = Object.entries(endpoints).map(([call, who]) => ({ call, who }));

describe.each(callers)('%s', (caller) => {
  test.each(lines)('$call is for $who', async ({ call, who }) => {
    const [method = '', path = ''] = call.split(' ');
    const answer = await slice.http(method, path.replace(/\{\w+\}/g, 'none'), {
      token: tokenOf(caller),
      ...(method === 'GET' ? {} : { body: '{}' }),
    });
    const denied = answer.status === 401 || answer.status === 403;
    expect(denied).toBe(!mayPass(caller, who));
    if (denied) expect(answer.status).toBe(caller === 'stranger' ? 401 : 403);
    if (answer.status >= 400) expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('what is outside the contract', async () => {
    const metrics = await slice.http('GET', '/metrics', {
      token: tokenOf(caller),
      // As if from elsewhere: loopback may read the metrics without a token.
      headers: { 'x-forwarded-for': '192.0.2.1' },
    });
    expect(metrics.status).toBe(mayPass(caller, 'auditor') ? 200 : 401);
    for (const method of ['GET', 'POST']) {
      const link = await slice.http(method, '/a/no-such-link', { token: tokenOf(caller) });
      expect(link.status).toBe(404);
    }
    if (caller === 'stranger')
      expect((await slice.http('GET', '/api/v1/live', { token: null })).status).toBe(401);
  });
});

test('a token of a person opens no door, and a key of a door opens no endpoint', async () => {
  for (const door of doors) {
    for (const path of door.paths) {
      const url = path.replace(/:\w+|\*/g, slice.tokens.admin);
      const answer = await slice.http('POST', url, { token: slice.tokens.admin, body: '{}' });
      expect([url, answer.status >= 400]).toEqual([url, true]);
      expect(answer.status).toBeLessThan(500);
    }
  }
  expect(whos).toHaveLength(6);
});
