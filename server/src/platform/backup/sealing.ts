/**
 * A sealed backup: whoever finds the file reads nothing in it and can change nothing unnoticed. First a line of JSON:
 *
 *     {"format":"muster-sealed-backup","version":1,"salt":"...","check":"..."}
 *
 * then pieces of 64 KiB, the last one shorter, each sealed with AES-256-GCM and followed by its tag. The key is
 * scrypt (N 2^15, r 8, p 1) of the operator's secret and the salt, so each file has a key of its own. A piece's nonce
 * is its number and whether it is the last, so pieces cannot be swapped, left out or cut off; the first line is
 * authenticated with every piece. (The construction is STREAM, as the age format uses it.) `check` tells a wrong
 * secret from a damaged file. Sealing and opening hold one piece in memory, whatever the size of the database.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { damaged } from './format.ts';

const pieceBytes = 65_536;
const tagBytes = 16;
const longestHeader = 1_000;
const beginning = '{"format":"muster-sealed-backup"';

const header = z.object({
  format: z.literal('muster-sealed-backup'),
  version: z.literal(1),
  salt: z.base64url().length(22),
  check: z.string().length(8),
});

type Cost = { N: number; r: number; p: number };
/** 32 MiB and some 80 ms: too dear to try many passphrases. Another cost is for tests. */
const usualCost: Cost = { N: 2 ** 15, r: 8, p: 1 };

type Piece = { key: Buffer; nonce: Buffer; about: Buffer };

/** What `source` yields, sealed with `secret`. */
export async function* sealed(
  source: AsyncIterable<Buffer>,
  secret: string,
  cost = usualCost,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const key = await keyOf(secret, salt, cost);
  const facts = {
    format: 'muster-sealed-backup',
    version: 1,
    salt: salt.toString('base64url'),
    check: checkOf(key),
  };
  const about = Buffer.from(`${JSON.stringify(facts)}\n`);
  yield about;
  let number = 0;
  for await (const { bytes, isLast } of pieces(source, pieceBytes)) {
    yield seal({ key, nonce: nonceOf(number, isLast), about }, bytes);
    number += 1;
  }
}

/**
 * What a sealed `source` holds, opened with the one of `secrets` that sealed it. A source that is not sealed is
 * passed on as it is. Throws a Refusal: `precondition` when no secret fits, `invalid` when the file was changed or
 * cut off.
 */
export async function* opened(
  source: AsyncIterable<Buffer>,
  secrets: readonly string[],
  cost = usualCost,
): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < beginning.length || (isSealed(first) && !first.includes('\n'))) {
    const next = await chunks.next();
    if (next.done) break;
    first = Buffer.concat([first, next.value]);
    if (isSealed(first) && first.length > longestHeader + pieceBytes) break;
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  if (!isSealed(first)) {
    yield first;
    yield* rest;
    return;
  }
  const end = first.indexOf('\n') + 1;
  const about = first.subarray(0, end);
  const key = await keyFor(about.toString('utf8'), secrets, cost);
  let number = 0;
  for await (const { bytes, isLast } of pieces(joined(first.subarray(end), rest), pieceBytes + tagBytes)) {
    yield open({ key, nonce: nonceOf(number, isLast), about }, bytes);
    number += 1;
  }
}

function isSealed(first: Buffer): boolean {
  return first.subarray(0, beginning.length).equals(Buffer.from(beginning));
}

async function keyFor(line: string, secrets: readonly string[], cost: Cost): Promise<Buffer> {
  const { salt, check } = parseHeader(line);
  for (const secret of secrets) {
    const key = await keyOf(secret, Buffer.from(salt, 'base64url'), cost);
    if (checkOf(key) === check) return key;
  }
  throw new Refusal(
    'precondition',
    'This backup is encrypted with another key. Give the one of the installation that made it: set ' +
      'MUSTER_SECRET_KEY, copy its secret.key into the data directory, or set MUSTER_BACKUP_PASSPHRASE.',
  );
}

function parseHeader(line: string): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(line));
  } catch {
    throw damaged('its first line is not complete, or of another version');
  }
}

const scryptOf: (secret: string, salt: Buffer, bytes: number, cost: object) => Promise<Buffer> =
  promisify(scrypt);

async function keyOf(secret: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return scryptOf(secret.normalize('NFKC'), salt, 32, { ...cost, maxmem: 64 * 2 ** 20 });
}

function checkOf(key: Buffer): string {
  return createHash('sha256').update('muster backup check').update(key).digest('hex').slice(0, 8);
}

/** Eleven bytes of the piece's number and one that is 1 for the last; a key is never used for two files. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function seal({ key, nonce, about }: Piece, bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about);
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function open({ key, nonce, about }: Piece, bytes: Buffer): Buffer {
  if (bytes.length < tagBytes) throw damaged('it is cut off');
  const body = bytes.subarray(0, -tagBytes);
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(about);
  cipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([cipher.update(body), cipher.final()]);
  } catch {
    throw damaged('it was changed or cut off');
  }
}

/** The bytes of `source` in pieces of `size`; the last has one byte at least, unless there is none at all. */
async function* pieces(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    // A whole piece is kept until more follows, because it may be the last.
    for (; pending.length > size; pending = pending.subarray(size))
      yield { bytes: pending.subarray(0, size), isLast: false };
  }
  yield { bytes: pending, isLast: true };
}

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
