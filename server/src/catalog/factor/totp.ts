/**
 * Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which is what every app
 * knows. A code is taken one step early or late, for clocks that differ. It is taken once: the step of a code that
 * was taken is spent, and so are all before it, so that a code read over a shoulder opens nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const secretBytes = 20;
const stepSeconds = 30;
const stepsBeside = 1;

/** The code of one step, six digits with leading zeros (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function sameDigits(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export function stepOf(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1_000 / stepSeconds);
}

/** The step that a code belongs to; null for a wrong code, and for one whose step is spent. */
export function acceptedStep(
  secret: Uint8Array,
  code: string,
  now: Temporal.Instant,
  spentStep: number,
): number | null {
  const current = stepOf(now);
  let accepted: number | null = null;
  // All steps are compared, whatever the outcome, so that the time it takes tells nothing.
  for (let step = current - stepsBeside; step <= current + stepsBeside; step += 1) {
    if (sameDigits(codeAt(secret, step), code) && step > spentStep) accepted ??= step;
  }
  return accepted;
}

/** What an app reads from the picture (the key URI format that all apps share). */
export function keyUri(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = `secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}`;
  return `otpauth://totp/${label}?${query}&algorithm=SHA1&digits=6&period=${stepSeconds}`;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}
