import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AnswerOf, Endpoint } from '@muster/contract/platform/endpoint';
import type { Problem } from '@muster/contract/platform/wire';
import { afterEach, beforeEach } from 'vitest';
import { parse } from 'yaml';

/** What a request carried, after the endpoint's own schemas have accepted it. */
export interface Asked {
  endpoint: Endpoint;
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  headers: IncomingMessage['headers'];
}

interface Route {
  endpoint: Endpoint;
  reply: (asked: Asked) => unknown;
  cookie?: string;
}

/**
 * A server that knows only the contract. Requests that an endpoint's schemas refuse are refused, and answers
 * that they refuse fail the test: so a command that passes here speaks the contract on both sides.
 */
export class StubServer {
  readonly asked: Asked[] = [];
  private readonly routes: Route[] = [];
  private readonly http = createServer((request, response) => void this.serve(request, response));

  /** Answers calls of this endpoint; a `Problem` with a status is sent as a problem document. */
  on<E extends Endpoint>(endpoint: E, reply: (asked: Asked) => AnswerOf<E> | Problem, cookie?: string): this {
    this.routes.unshift({ endpoint, reply, ...(cookie ? { cookie } : {}) });
    return this;
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.http.listen(0, '127.0.0.1', done));
    const address = this.http.address();
    if (address === null || typeof address === 'string') throw new Error('The stub has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  stop(): Promise<void> {
    this.http.closeAllConnections();
    return new Promise((done) => this.http.close(() => done()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub');
    const route = this.routes.find(
      (r) => r.endpoint.method === request.method && match(r.endpoint, url.pathname),
    );
    if (!route) return send(response, 404, aProblem(404, 'not_found', `${request.method} ${url.pathname}`));
    const { endpoint } = route;
    const body = endpoint.body.safeParse(bodyOf(await text(request)));
    const query = endpoint.query.safeParse(Object.fromEntries(url.searchParams));
    if (!query.success) return send(response, 400, aProblem(400, 'invalid', query.error.message));
    if (!body.success) return send(response, 400, aProblem(400, 'invalid', body.error.message));
    const params = match(endpoint, url.pathname) ?? {};
    const asked = { endpoint, params, query: query.data, body: body.data, headers: request.headers };
    this.asked.push(asked);
    const reply = route.reply(asked);
    if (isProblem(reply)) return send(response, reply.status, reply);
    if (route.cookie) response.setHeader('set-cookie', route.cookie);
    send(response, endpoint.status, endpoint.status === 204 ? undefined : endpoint.answer.parse(reply));
  }
}

/** A server of its own for each test of a file, and the environment in which commands ask it. */
export function eachWithStub(
  take: (given: { server: StubServer; env: Record<string, string> }) => void,
): void {
  let server: StubServer;
  beforeEach(async () => {
    server = new StubServer();
    take({ server, env: { MUSTER_URL: await server.start(), MUSTER_TOKEN: 'secret' } });
  });
  afterEach(() => server.stop());
}

/** A problem document as the server writes it. */
export function aProblem(
  status: number,
  code: Problem['code'],
  detail: string,
  errors: Problem['errors'] = [],
): Problem {
  return { type: 'about:blank', title: 'Refused', status, detail, code, errors, requestId: 'r-1' };
}

function isProblem(value: unknown): value is Problem {
  return value !== null && typeof value === 'object' && 'requestId' in value && 'status' in value;
}

/** JSON is YAML too; a request without a body is one without members. */
function bodyOf(sent: string): unknown {
  return sent === '' ? {} : parse(sent);
}

function match(endpoint: Endpoint, path: string): Record<string, string> | undefined {
  const pattern = endpoint.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const found = new RegExp(`^${pattern}$`).exec(path);
  if (!found) return undefined;
  return Object.fromEntries(Object.entries(found.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)]));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
