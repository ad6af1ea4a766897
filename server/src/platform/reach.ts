import pg from 'pg';
import { pause } from './clock.ts';
import { type DatabaseConfig, isUnavailable } from './db.ts';
import type { Log } from './log.ts';
import { Refusal } from './refusal.ts';

const betweenTriesMs = 500;
const mostTries = 120;

/**
 * Resolves when the operator's database lets us in. After a power cut everything starts at once, and Muster may be
 * the first to be up, so it tries for a minute. Throws a Refusal `precondition` after that, and at once when the
 * database answers but does not want us.
 */
export async function awaitDatabase(config: DatabaseConfig, log: Pick<Log, 'warn'>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client({ ...config, connectionTimeoutMillis: 3_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (!mayCome(error) || tries === mostTries) {
        throw new Refusal('precondition', `The database of DATABASE_URL cannot be used: ${reasonOf(error)}`);
      }
      if (tries === 1)
        log.warn(`The database of DATABASE_URL cannot be reached yet (${reasonOf(error)}); trying again.`);
      await pause(betweenTriesMs);
    }
  }
}

/** Also while its name is not known yet: in a cluster of containers it may come later than we do. */
function mayCome(error: unknown): boolean {
  return isUnavailable(error) || /^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(codeOf(error));
}

/** Several addresses that all refuse come as one error without a text. */
function reasonOf(error: unknown): string {
  return (error instanceof Error && error.message) || codeOf(error) || String(error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
