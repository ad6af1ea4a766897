import { z } from 'zod';
import { keyDemand, tokenDemand, weaknessOf } from './keys/strength.ts';
import { whyWeak } from './weak-password.ts';

/** What the environment says, checked. Each field's variable stands beside it; the manual lists them. */
export interface Settings {
  host: string;
  port: number;
  /** How people reach Muster, without a slash at the end. */
  url: string;
  dataDir: string;
  /** Where the files of status pages are written. */
  statusDir: string;
  /** Where folders may be that pages are put into as well; null: nowhere. */
  statusPushDir: string | null;
  /** Null: Muster brings its own database. */
  databaseUrl: string | null;
  /** Null: made at the first start and kept in the data directory. */
  secretKey: string | null;
  /** Keys that seal nothing any more and still open what they have sealed. */
  oldSecretKeys: string[];
  /** Seals backups in place of the secret key. */
  backupPassphrase: string | null;
  admin: { email: string; password: string } | null;
  adminToken: string | null;
  /** Why the token of the administrator would be guessed, where only this machine could try. */
  adminTokenWeakness: string | null;
  mail: { url: string; from: string } | null;
  /** Of the Telegram bot that writes to people. A secret, though it stands in the addresses that are called. */
  telegramToken: string | null;
  /** Where the Bot API is: Telegram's own, or a server of one's own that speaks it. */
  telegramUrl: string;
  trustProxyHops: number;
  allowTargets: string[];
  /** Requests to the API that one person may make within a minute; an address without a person a tenth of them. */
  apiRate: number;
  /** Milliseconds after which a door says 503 rather than nothing. */
  doorPatienceMs: number;
  /** From how many new groups of alerts within a minute on they share one page: of one service, and in all. */
  storm: { service: number; total: number };
  /** Whether Muster sends itself an alert each minute, to see that the whole way is open. */
  canary: boolean;
  /** Whom to tell of a weakness in this installation: an address of a mailbox or a page. */
  securityContact: string | null;
  /** How administrators are told although pages may not leave, and who is told each minute that all is well. */
  alarm: { email: string | null; url: string | null; beatUrl: string | null };
  logLevel: string;
}

const cidr = z.union([z.cidrv4(), z.cidrv6()]);
const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

const listOfTexts = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);

const strongKey = z.superRefine<string>((key, context) => {
  const weakness = weaknessOf(key, keyDemand);
  if (weakness !== null) context.addIssue(weakness);
});

const environment = z.object({
  HOST: optional(z.string().min(1)),
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  MUSTER_URL: optional(z.url({ protocol: /^https?$/ })),
  MUSTER_DATA_DIR: optional(z.string()),
  MUSTER_STATUS_DIR: optional(z.string()),
  MUSTER_STATUS_PUSH_DIR: optional(z.string()),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  MUSTER_SECRET_KEY: optional(z.string().check(strongKey)),
  MUSTER_OLD_SECRET_KEYS: optional(listOfTexts),
  MUSTER_BACKUP_PASSPHRASE: optional(z.string().min(16, 'must have at least 16 characters')),
  MUSTER_ADMIN_EMAIL: optional(z.email()),
  MUSTER_ADMIN_PASSWORD: optional(
    z.string().min(12, 'must have at least 12 characters').max(200, 'must have at most 200 characters'),
  ),
  MUSTER_ADMIN_TOKEN: optional(z.string()),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.string().min(3)),
  MUSTER_TELEGRAM_TOKEN: optional(
    z.string().regex(/^[0-9]{5,20}:[-_A-Za-z0-9]{30,100}$/, 'is not the token of a bot'),
  ),
  MUSTER_TELEGRAM_URL: optional(z.url({ protocol: /^https?$/ })),
  MUSTER_TRUST_PROXY: optional(z.coerce.number().int().min(0).max(10)),
  MUSTER_ALLOW_TARGETS: optional(listOfTexts.pipe(z.array(cidr))),
  MUSTER_API_RATE: optional(z.coerce.number().int().min(60).max(10_000_000)),
  MUSTER_STORM_LIMIT: optional(z.coerce.number().int().min(1).max(10_000_000)),
  MUSTER_CANARY: optional(z.enum(['on', 'off'])),
  MUSTER_SECURITY_CONTACT: optional(z.url({ protocol: /^(mailto|https)$/ })),
  MUSTER_ALARM_EMAIL: optional(z.email()),
  MUSTER_ALARM_URL: optional(z.url({ protocol: /^https?$/ })),
  MUSTER_BEAT_URL: optional(z.url({ protocol: /^https?$/ })),
  MUSTER_LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error'])),
});

/** A setting that is missing or wrong: one line that names it. */
export class SettingsError extends Error {}

/** Reads the environment. Throws SettingsError with one line for the first thing that is wrong. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingsError(`${String(issue?.path[0])}: ${issue?.message ?? 'is not right'}`);
  }
  const given = parsed.data;
  refuseHalves(given);
  refuseWeakPassword(given);
  const host = given.HOST ?? '127.0.0.1';
  const port = given.PORT ?? 4040;
  return {
    host,
    port,
    url: (given.MUSTER_URL ?? `http://${host}:${port}`).replace(/\/+$/, ''),
    dataDir: given.MUSTER_DATA_DIR ?? './data',
    statusDir: given.MUSTER_STATUS_DIR ?? `${given.MUSTER_DATA_DIR ?? './data'}/status`,
    statusPushDir: given.MUSTER_STATUS_PUSH_DIR ?? null,
    databaseUrl: given.DATABASE_URL ?? null,
    secretKey: given.MUSTER_SECRET_KEY ?? null,
    oldSecretKeys: given.MUSTER_OLD_SECRET_KEYS ?? [],
    backupPassphrase: given.MUSTER_BACKUP_PASSPHRASE ?? null,
    admin: both(given.MUSTER_ADMIN_EMAIL, given.MUSTER_ADMIN_PASSWORD, (email, password) => ({
      email,
      password,
    })),
    adminToken: given.MUSTER_ADMIN_TOKEN ?? null,
    adminTokenWeakness: weaknessOfToken(given),
    mail: both(given.SMTP_URL, given.MAIL_FROM, (url, from) => ({ url, from })),
    telegramToken: given.MUSTER_TELEGRAM_TOKEN ?? null,
    telegramUrl: (given.MUSTER_TELEGRAM_URL ?? 'https://api.telegram.org').replace(/\/+$/, ''),
    trustProxyHops: given.MUSTER_TRUST_PROXY ?? 0,
    allowTargets: given.MUSTER_ALLOW_TARGETS ?? [],
    apiRate: given.MUSTER_API_RATE ?? 600,
    // A door answers within a second (ingest.md, section 10).
    doorPatienceMs: 900,
    storm: stormLimits(given.MUSTER_STORM_LIMIT ?? 60),
    canary: given.MUSTER_CANARY !== 'off',
    securityContact: given.MUSTER_SECURITY_CONTACT ?? null,
    alarm: {
      email: given.MUSTER_ALARM_EMAIL ?? null,
      url: given.MUSTER_ALARM_URL ?? null,
      beatUrl: given.MUSTER_BEAT_URL ?? null,
    },
    logLevel: given.MUSTER_LOG_LEVEL ?? 'info',
  };
}

/** Ten services at their limit are a storm of everything. */
function stormLimits(service: number): Settings['storm'] {
  return { service, total: 10 * service };
}

/** It is held to the same rules as every other password. */
function refuseWeakPassword({
  MUSTER_ADMIN_PASSWORD,
  MUSTER_ADMIN_EMAIL,
}: z.output<typeof environment>): void {
  if (MUSTER_ADMIN_PASSWORD === undefined) return;
  const why = whyWeak(MUSTER_ADMIN_PASSWORD, [MUSTER_ADMIN_EMAIL ?? '']);
  if (why !== null) throw new SettingsError(`MUSTER_ADMIN_PASSWORD: ${why}`);
}

/** A token for trying things out is taken while nobody but this machine can try to guess it. */
function weaknessOfToken({
  MUSTER_ADMIN_TOKEN: token,
  HOST: host = '127.0.0.1',
  MUSTER_URL: url,
  MUSTER_TRUST_PROXY: proxies = 0,
}: z.output<typeof environment>): string | null {
  if (token === undefined) return null;
  const weakness = weaknessOf(token, tokenDemand);
  const isOwn = (name: string) => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(name);
  const isAlone = isOwn(host) && proxies === 0 && (url === undefined || isOwn(new URL(url).hostname));
  if (weakness !== null && !isAlone) throw new SettingsError(`MUSTER_ADMIN_TOKEN: ${weakness}`);
  return weakness;
}

function refuseHalves(given: z.output<typeof environment>): void {
  const needs = (name: keyof typeof given, other: keyof typeof given) => {
    if (given[name] !== undefined && given[other] === undefined)
      throw new SettingsError(`${other}: is needed together with ${name}`);
  };
  needs('DATABASE_URL', 'MUSTER_SECRET_KEY');
  needs('MUSTER_ADMIN_EMAIL', 'MUSTER_ADMIN_PASSWORD');
  needs('MUSTER_ADMIN_PASSWORD', 'MUSTER_ADMIN_EMAIL');
  needs('SMTP_URL', 'MAIL_FROM');
  needs('MUSTER_ALARM_EMAIL', 'SMTP_URL');
}

function both<A, B, C>(a: A | undefined, b: B | undefined, make: (a: A, b: B) => C): C | null {
  return a === undefined || b === undefined ? null : make(a, b);
}
