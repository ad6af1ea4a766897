import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from './failure.ts';
import type { World } from './world.ts';

/** Where the server is and how this person shows who they are. `tokenId` is known where we made the token. */
export interface Credentials {
  url: string;
  token: string;
  tokenId?: string;
}

type Env = World['env'];

/**
 * The address and token to use: the environment first, then the file of `muster login`. A stored token is
 * sent only to the server it was stored for, so MUSTER_URL alone never carries it elsewhere.
 */
export async function currentCredentials(env: Env): Promise<Credentials> {
  const stored = await storedCredentials(env);
  const url = env.MUSTER_URL ? serverUrl(env.MUSTER_URL) : stored?.url;
  if (!url)
    throw new UsageError(
      'Not signed in. Run `muster login --url ADDRESS` first, or set MUSTER_URL and MUSTER_TOKEN.',
    );
  const token = env.MUSTER_TOKEN ?? (stored?.url === url ? stored.token : undefined);
  if (!token)
    throw new UsageError(
      `There is no token for ${url}. Run \`muster login --url ${url}\`, or set MUSTER_TOKEN.`,
    );
  return { url, token };
}

/** What `muster login` stored, or undefined. */
export async function storedCredentials(env: Env): Promise<Credentials | undefined> {
  const path = credentialsPath(env);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const stored = parsed(text);
  if (!stored) throw new UsageError(`${path} cannot be read as credentials. Remove it and sign in again.`);
  return stored;
}

/** Only the account that signed in may read the file, also where it existed with wider rights before. */
export async function storeCredentials(env: Env, credentials: Credentials): Promise<string> {
  const path = credentialsPath(env);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return path;
}

export async function forgetCredentials(env: Env): Promise<void> {
  await rm(credentialsPath(env), { force: true });
}

/** The XDG place: `$XDG_CONFIG_HOME/muster/credentials.json`, else below `~/.config`. */
export function credentialsPath(env: Env): string {
  const config = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config');
  return join(config, 'muster', 'credentials.json');
}

/** The address without a trailing slash; anything but http and https is refused. */
export function serverUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(`${text} is not the address of a server. It looks like https://muster.example.org.`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function parsed(text: string): Credentials | undefined {
  const value: unknown = parseJson(text);
  if (value === null || typeof value !== 'object') return undefined;
  const [url, token, tokenId] = ['url', 'token', 'tokenId'].map((key) => Reflect.get(value, key) as unknown);
  if (typeof url !== 'string' || typeof token !== 'string') return undefined;
  return { url, token, ...(typeof tokenId === 'string' ? { tokenId } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
