/**
 * The backup file. Sealed unless the operator said otherwise (sealing.ts); inside, compressed with gzip; inside that,
 * lines of UTF-8 text:
 *
 *     {"format":"muster-backup","version":1,...}     the header: who made it, when, at which migrations, what is in it
 *     table catalog.people                           then for each table, those that others refer to first:
 *     0199...<tab>Ada<tab>...                        its rows as PostgreSQL's COPY writes them (text format)
 *     \.                                             and the end of the table
 *     {"sequences":[...],"sha256":"..."}             the trailer; the checksum covers every byte before it
 *
 * So `zcat` shows what is in one that is not sealed, and no Muster is needed to get at one's rows. A file without its
 * trailer was cut off and is refused. Secrets are in it as they are in the database: encrypted. The key that opens them
 * is not, and must be kept apart.
 */
import { z } from 'zod';
import { Refusal } from '../refusal.ts';

export const formatVersion = 1;
export const endOfTable = '\\.\n';

const table = z.object({
  /** Schema and name, quoted where SQL needs it. */
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
});

const header = z.object({
  format: z.literal('muster-backup'),
  version: z.literal(formatVersion),
  musterVersion: z.string(),
  takenAt: z.string(),
  migrations: z.array(z.string()),
  note: z.string(),
  tables: z.array(table),
});

const trailer = z.object({
  sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^-?\d+$/) })),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type BackupHeader = z.infer<typeof header>;
export type BackupTrailer = z.infer<typeof trailer>;

export const secretsNote =
  'Secrets in this file are encrypted with MUSTER_SECRET_KEY. That key is not in the file: keep it apart.';

/** Throws a Refusal `invalid` that says whether this is no backup at all or one of another format. */
export function parseHeader(line: string | undefined): BackupHeader {
  const value = parseJson(line);
  const named = z.object({ format: z.literal('muster-backup'), version: z.unknown() }).safeParse(value);
  if (!named.success) throw new Refusal('invalid', 'This is not a backup made by Muster.');
  if (named.data.version !== formatVersion) {
    throw new Refusal(
      'invalid',
      `This backup is in format ${String(named.data.version)}, and this Muster reads format ${formatVersion}. ` +
        'Restore it with the Muster that made it.',
    );
  }
  const parsed = header.safeParse(value);
  if (!parsed.success) throw damaged('its header is not complete');
  return parsed.data;
}

export function parseTrailer(line: string | undefined): BackupTrailer {
  const parsed = trailer.safeParse(parseJson(line));
  if (!parsed.success) throw damaged('its end is missing');
  return parsed.data;
}

export function damaged(how: string): Refusal {
  return new Refusal('invalid', `This backup is damaged: ${how}. Nothing was changed.`);
}

function parseJson(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
