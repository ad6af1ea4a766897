import { z } from 'zod';

/**
 * An endpoint is a plain value: the server registers it, the typed client calls it and the OpenAPI document
 * describes it, all from this one description.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with parameters in braces, for example `/api/v1/pages/{id}`. */
  readonly path: `/${string}`;
  /** Who may call it. There is no default: an endpoint without an answer to this does not compile. */
  readonly who: Who;
  /** What it is about: a token that is limited to scopes calls it with `area:read` or `area:write`. */
  readonly area: Area;
  /** Whether `area:read` is enough. By default for GET; what previews or rehearses declares it. */
  readonly isRead: boolean;
  /** Whether a session must have confirmed within the last quarter of an hour who is there. Tokens are not asked. */
  readonly fresh: boolean;
  /** One sentence for the API document. */
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** The status of success: 200, 201 for what creates, 204 for an empty answer. */
  readonly status: 200 | 201 | 202 | 204;
}

/**
 * The rings of permission. `signedIn` is everybody with an account, stakeholders and support included. `reader`
 * reads what goes on inside: responders and auditors. `responder` changes things, `auditor` reads what is for
 * auditors only, and administrators belong to every ring.
 */
export const whos = ['anyone', 'signedIn', 'reader', 'responder', 'auditor', 'admin'] as const;
export type Who = (typeof whos)[number];

/**
 * What endpoints are about, as far as tokens are limited to it. `open` is for what needs no scope: what anybody may
 * call, and a token's question who it is.
 */
export const areas = [
  'alerts',
  'audit',
  'contacts',
  'incidents',
  'integrations',
  'live',
  'operation',
  'organisation',
  'pages',
  'people',
  'policies',
  'schedules',
  'security',
  'services',
  'teams',
] as const;
export type Area = (typeof areas)[number] | 'open';

/** What a token may be limited to. Writing an area includes reading it. */
export const scope = z.templateLiteral([z.enum(areas), ':', z.enum(['read', 'write'])]);
export type Scope = z.infer<typeof scope>;

export const accessLevels = ['admin', 'responder', 'stakeholder', 'support', 'auditor'] as const;
export const access = z.enum(accessLevels);
export type Access = z.infer<typeof access>;

const nothing = z.strictObject({});
type Nothing = typeof nothing;

interface Description<P, Q, B, A> {
  who: Who;
  fresh?: boolean;
  area: Area;
  /** For a POST that changes nothing. */
  isRead?: true;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  answer?: A;
  status?: Endpoint['status'];
}

/** Describes one endpoint. Parts that are left out are empty: no parameters, no query, no body, no answer. */
export function endpoint<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  A extends z.ZodType = z.ZodVoid,
>(call: `${Endpoint['method']} /${string}`, described: Description<P, Q, B, A>): Endpoint<P, Q, B, A> {
  const { method, path } = split(call);
  return {
    method,
    path,
    who: described.who,
    area: described.area,
    isRead: described.isRead ?? method === 'GET',
    fresh: described.fresh ?? false,
    summary: described.summary,
    params: part(described.params, nothing),
    query: part(described.query, nothing),
    body: part(described.body, nothing),
    answer: part(described.answer, z.void()),
    status: described.status ?? (described.answer ? 200 : 204),
  };
}

/** The template type of `call` guarantees a method, one blank and a path. */
function split(call: `${Endpoint['method']} /${string}`): Pick<Endpoint, 'method' | 'path'> {
  const blank = call.indexOf(' ');
  return { method: call.slice(0, blank) as Endpoint['method'], path: call.slice(blank + 1) as `/${string}` };
}

/** A part left out has exactly its default type, because the type parameter then is its default too. */
function part<T extends z.ZodType>(given: T | undefined, absent: z.ZodType): T {
  return given ?? (absent as T);
}

export type ParamsOf<E extends Endpoint> = z.input<E['params']>;
export type QueryOf<E extends Endpoint> = z.input<E['query']>;
export type BodyOf<E extends Endpoint> = z.input<E['body']>;
export type AnswerOf<E extends Endpoint> = z.output<E['answer']>;
