import type { Readable } from 'node:stream';
import type { AnswerOf, Endpoint } from '@muster/contract/platform/endpoint';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../actor.ts';
import type { Query } from '../db.ts';
import type { Caller, Platform } from '../platform.ts';

/** What a handler is given: parsed parts, and who asks. */
export interface Asked<E extends Endpoint> {
  platform: Platform;
  caller: Caller;
  params: z.output<E['params']>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
  /** The body as it came, for the few endpoints that read a format of their own. */
  rawBody: string;
  contentType: string;
  /** The version that a change is meant for; null when it is meant for whatever is stored. */
  ifMatch: string | null;
  /** Sets the session cookie, or clears it with null. */
  setSession(secret: string | null): void;
  sessionSecret: string | null;
  /** Sets the cookie by which this browser is known as a person's own, or clears it with null. */
  setDevice(secret: string | null): void;
  deviceSecret: string | null;
}

/** An endpoint bound to the code that answers it. */
export interface Route {
  endpoint: Endpoint;
  handle(asked: Asked<Endpoint>): Promise<unknown>;
}

/** Binds a contract endpoint; the answer's type is held to the contract. */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (asked: Asked<E>) => Promise<AnswerOf<E>>,
): Route {
  // The server parses params, query and body by this endpoint's own schemas before it calls the handler.
  return { endpoint, handle: (asked) => handle(asked as Asked<E>) };
}

/**
 * A handler that does `act` with path, query and body in one, and answers with what `show` reads then: most changes of a
 * thing answer with that thing.
 */
export function actThenShow<P extends { ref: string }, Q, B, T>(
  act: (platform: Platform, caller: Caller, input: P & Q & B) => Promise<unknown>,
  show: (db: Query, ref: string, actor: Actor) => Promise<T>,
) {
  return async ({ platform, caller, params, query, body }: AskedOf<P, Q, B>): Promise<T> => {
    await act(platform, caller, { ...params, ...query, ...body });
    return show(platform.db, params.ref, caller.actor);
  };
}

interface AskedOf<P, Q, B> {
  platform: Platform;
  caller: Caller;
  params: P;
  query: Q;
  body: B;
}

/** An answer that is too large to be kept in memory: sent as it comes, and saved as a file. */
export class Streamed {
  readonly type: string;
  readonly fileName: string;
  readonly body: Readable;
  constructor(type: string, fileName: string, body: Readable) {
    this.type = type;
    this.fileName = fileName;
    this.body = body;
  }
}

/** Binds an endpoint whose answer is streamed. */
export function streamed<E extends Endpoint>(
  endpoint: E,
  handle: (asked: Asked<E>) => Promise<Streamed>,
): Route {
  // As above: what is asked has been parsed by this endpoint's own schemas.
  return { endpoint, handle: (asked) => handle(asked as Asked<E>) };
}

/** Routes outside the API that speak the form of somebody else: front doors, links in mails, files. */
export type Plugin = (server: FastifyInstance, platform: Platform) => void;
