import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Randomness is fetched in stock, because each fetch is a journey to the system; every byte is used once. */
const stockBytes = 4_096;
let stock = Buffer.alloc(0);

/** So many random bytes. The caller may write into them. */
function random(bytes: number): Buffer {
  if (stock.length < bytes) stock = randomBytes(stockBytes);
  const taken = stock.subarray(0, bytes);
  stock = stock.subarray(bytes);
  return taken;
}

let lastMs = 0;
let counter = 0;

/**
 * A UUIDv7: 48 bits of milliseconds, then a counter that makes ids of one process ascend within a millisecond,
 * then randomness.
 */
export function newId(now: Temporal.Instant): string {
  const ms = now.epochMilliseconds;
  counter = ms === lastMs ? (counter + 1) & 0xfff : 0;
  lastMs = ms;
  const bytes = random(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An id that tells nothing of when it was made (UUIDv4): for what nobody may be recognised by. */
export function newUnorderedId(): string {
  return randomUUID();
}

/** The least id that can have been made at an instant or after it: ids are looked for by when they were made. */
export function firstIdAt(at: Temporal.Instant): string {
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** A secret that nobody guesses: 256 random bits, URL-safe. */
export function newSecret(): string {
  return random(32).toString('base64url');
}

/** So many random bytes, for a secret whose form somebody else prescribes. */
export function newBytes(count: number): Buffer {
  return randomBytes(count);
}

/** So many digits that nobody can foretell, each as likely as the others; at most 14. */
export function newDigits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

/** A value for one answer's Content-Security-Policy. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** Tells one request from another in the log and in problem documents; no secret. */
export function newRequestId(): string {
  return random(9).toString('base64url');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be an id of ours; anything else is simply not found, never an error of the database. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
