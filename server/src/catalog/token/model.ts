/**
 * API tokens: random, stored as a hash, with a prefix that scanners for leaked secrets know and a checksum by which
 * they tell a real one from a text that looks like one. A token never opens more than its maker's access, also when
 * the maker's access is lowered later, and never more than the scopes that it is limited to.
 *
 * `mst_`, 43 characters (256 random bits, URL-safe), 6 characters: the CRC-32 of what is before, in base 62.
 */
import type { Access, Scope } from '@muster/contract/platform/endpoint';

export const tokenPrefix = 'mst_';

/** How much of a secret is shown to tell tokens apart: the prefix and six characters. */
export const shownLength = 10;

const secretLength = 43;
const checksumLength = 6;
const form = /^mst_[\w-]+$/;

/** The whole token around 256 random bits, as the person gets it. */
export function tokenText(secret: string): string {
  const text = `${tokenPrefix}${secret}`;
  return `${text}${checksumOf(text)}`;
}

/** Whether it is worth looking for. Tokens that were made before there was a checksum have none. */
export function canBeToken(text: string): boolean {
  if (!form.test(text)) return false;
  const length = text.length - tokenPrefix.length;
  if (length === secretLength) return true;
  const end = text.length - checksumLength;
  return length === secretLength + checksumLength && text.slice(end) === checksumOf(text.slice(0, end));
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function checksumOf(text: string): string {
  let rest = crc32(text);
  let written = '';
  for (let place = 0; place < checksumLength; place += 1) {
    written = `${digits[rest % 62]}${written}`;
    rest = Math.floor(rest / 62);
  }
  return written;
}

/** The CRC of zip and PNG, of a text of ASCII characters. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** What each level may hand out: nothing that opens a ring which it is not in itself. An auditor reads more than a responder. */
const covered: Readonly<Record<Access, readonly Access[]>> = {
  admin: ['admin', 'responder', 'auditor', 'support', 'stakeholder'],
  responder: ['responder', 'support', 'stakeholder'],
  auditor: ['auditor'],
  support: ['support'],
  stakeholder: ['stakeholder'],
};

export function mayGrant(own: Access, asked: Access): boolean {
  return covered[own].includes(asked);
}

/** What a token opens today: never more than was granted, and never more than its person has by now. */
export function effectiveAccess(granted: Access, own: Access): Access {
  if (mayGrant(own, granted)) return granted;
  return mayGrant(granted, own) ? own : 'stakeholder';
}

/** Whether whoever has `own` (null: all) may hand out `asked` (null: all). Writing includes reading. */
export function coversScopes(own: readonly Scope[] | null, asked: readonly Scope[] | null): boolean {
  if (own === null) return true;
  const wide = new Set<string>(own.flatMap((scope) => [scope, scope.replace(/:write$/, ':read')]));
  return asked?.every((scope) => wide.has(scope)) ?? false;
}
