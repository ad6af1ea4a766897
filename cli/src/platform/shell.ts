import type { ReadableStream } from 'node:stream/web';
import { type Client, createClient, failureOf, ProblemError, urlOf } from '@muster/contract/platform/client';
import type { Endpoint, ParamsOf, QueryOf } from '@muster/contract/platform/endpoint';
import { tokenExpiresHeader } from '@muster/contract/platform/wire';
import { currentCredentials } from './credentials.ts';
import { UnreachableError } from './failure.ts';
import { moment } from './print.ts';
import type { World } from './world.ts';

/** What every command is given: the world, a client made when first needed, and one way to answer. */
export interface Shell {
  readonly world: World;
  /** The typed client with the stored credentials. Throws a UsageError when nobody is signed in. */
  client(): Promise<Client>;
  /** The body of an answer that is too large to be kept, as it comes. */
  stream<E extends Endpoint>(
    endpoint: E,
    query: QueryOf<E>,
    params?: ParamsOf<E>,
  ): Promise<ReadableStream<Uint8Array>>;
  /** Writes the value as JSON with `--json`, else the text. */
  answer(value: unknown, text: () => string): void;
}

const timeoutMs = 30_000;

export function createShell(world: World, wantsJson: () => boolean): Shell {
  return {
    world,
    client: async () => {
      const { url, token } = await currentCredentials(world.env);
      const noticing = { ...world, fetch: tellingOfEnd(world) };
      return connect(noticing, url, () => ({ authorization: `Bearer ${token}` }));
    },
    stream: async (endpoint, query, params) => {
      const { url, token } = await currentCredentials(world.env);
      return streamed(world, url + urlOf(endpoint, params, query), token);
    },
    answer: (value, text) => world.out(wantsJson() ? JSON.stringify(value, null, 2) : text()),
  };
}

/** Says once, beside the answer, that the token in use ends soon: the server tells it from a week before on. */
function tellingOfEnd(world: World): typeof fetch {
  let isTold = false;
  return async (input, init) => {
    const answer = await world.fetch(input, init);
    const end = answer.headers.get(tokenExpiresHeader);
    if (end !== null && !isTold) {
      isTold = true;
      world.err(
        `Your token ends ${moment(end, world.timeZone)}. Make another: muster token create, or muster login.`,
      );
    }
    return answer;
  };
}

/** Only the wait for the beginning is limited: how long the rest takes depends on how much there is. */
async function streamed(world: World, address: string, token: string): Promise<ReadableStream<Uint8Array>> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), timeoutMs);
  try {
    const answer = await world.fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: waiting.signal,
    });
    if (!answer.ok || !answer.body) throw failureOf(answer.status, await answer.text());
    return answer.body;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new UnreachableError(new URL(address).origin, error);
  } finally {
    clearTimeout(timer);
  }
}

/** A client for a server; a request that gets no answer at all becomes an UnreachableError. */
export function connect(world: World, url: string, headers: () => Record<string, string>): Client {
  return createClient({ baseUrl: url, headers, fetch: reaching(world.fetch, url) });
}

/** The same `fetch`, with a limit of time and with failures that name the server. */
export function reaching(send: typeof fetch, url: string): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      throw new UnreachableError(url, error);
    }
  };
}
