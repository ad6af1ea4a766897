import { type Client, createClient } from '@muster/contract/platform/client';
import { currentCredentials } from './credentials.ts';
import { UnreachableError } from './failure.ts';
import type { World } from './world.ts';

/** What every command is given: the world, a client made when first needed, and one way to answer. */
export interface Shell {
  readonly world: World;
  /** The typed client with the stored credentials. Throws a UsageError when nobody is signed in. */
  client(): Promise<Client>;
  /** Writes the value as JSON with `--json`, else the text. */
  answer(value: unknown, text: () => string): void;
}

const timeoutMs = 30_000;

export function createShell(world: World, wantsJson: () => boolean): Shell {
  return {
    world,
    client: async () => {
      const { url, token } = await currentCredentials(world.env);
      return connect(world, url, () => ({ authorization: `Bearer ${token}` }));
    },
    answer: (value, text) => world.out(wantsJson() ? JSON.stringify(value, null, 2) : text()),
  };
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
