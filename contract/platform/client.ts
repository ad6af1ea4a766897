import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from './endpoint.ts';
import type { Problem } from './wire.ts';

/** What a call may carry. Parts that the endpoint does not describe are empty objects and can be left out. */
export interface CallParts<E extends Endpoint> {
  params?: ParamsOf<E>;
  query?: QueryOf<E>;
  body?: BodyOf<E>;
  idempotencyKey?: string;
  /** The version that a change is meant for: refused with `precondition` when it is another by now. */
  ifMatch?: string;
  signal?: AbortSignal;
}

/** Thrown for every answer that is not a success; `problem` is the server's own account of it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export interface ClientSettings {
  /** Where the server is; empty for the page's own origin. */
  baseUrl: string;
  /** Headers added to every request, for example a bearer token. */
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
}

export type Client = <E extends Endpoint>(endpoint: E, parts?: CallParts<E>) => Promise<AnswerOf<E>>;

/** A client for every endpoint of the contract: types follow from the endpoint value, nothing is generated. */
export function createClient(settings: ClientSettings): Client {
  const send = settings.fetch ?? fetch;
  return async (endpoint, parts = {}) => {
    const hasBody = parts.body !== undefined;
    const response = await send(settings.baseUrl + urlOf(endpoint, parts.params, parts.query), {
      method: endpoint.method,
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': contentType(parts.body) } : {}),
        ...(parts.idempotencyKey ? { 'idempotency-key': parts.idempotencyKey } : {}),
        ...(parts.ifMatch ? { 'if-match': `"${parts.ifMatch}"` } : {}),
        ...settings.headers?.(),
      },
      ...(hasBody ? { body: typeof parts.body === 'string' ? parts.body : JSON.stringify(parts.body) } : {}),
      ...(parts.signal ? { signal: parts.signal } : {}),
    });
    return answerOf(endpoint, response);
  };
}

/** The path and query of a call, with every parameter percent-encoded. */
export function urlOf(endpoint: Endpoint, params: unknown, query: unknown): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(member(params, key))),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(key, String(one));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** A text body is an organisation file in YAML; everything else is JSON. */
function contentType(body: unknown): string {
  return typeof body === 'string' ? 'application/yaml' : 'application/json';
}

/** The server checks its answers against the endpoint's schema, so the type of a success is what it says. */
async function answerOf<E extends Endpoint>(_endpoint: E, response: Response): Promise<AnswerOf<E>> {
  const text = await response.text();
  const json: unknown = text === '' ? undefined : parse(text);
  if (response.ok) return json as AnswerOf<E>;
  throw new ProblemError(problemOf(json, response.status));
}

/** What to throw for an answer that is no success, for those who read answers by themselves. */
export function failureOf(status: number, text: string): ProblemError {
  return new ProblemError(problemOf(parse(text), status));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(json: unknown, status: number): Problem {
  const given: Partial<Problem> = json !== null && typeof json === 'object' ? json : {};
  return {
    type: given.type ?? 'about:blank',
    title: given.title ?? `The server answered ${status}`,
    status,
    detail: given.detail ?? '',
    code: given.code ?? (status >= 500 ? 'unavailable' : 'invalid'),
    errors: given.errors ?? [],
    requestId: given.requestId ?? '',
    ...(given.confirm === true ? { confirm: true } : {}),
    ...(typeof given.retryAfter === 'number' ? { retryAfter: given.retryAfter } : {}),
  };
}

function member(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
}
