/**
 * Whether a key can be guessed. Not a measure of randomness, which no text shows, but a sieve for what people write
 * where a random text belongs: a short one, a repeated one, a row of the keyboard, an example of a manual.
 */

export interface Demand {
  letters: number;
  /** By the frequency of its characters, in bits: too low for a text of few characters that are repeated. */
  bits: number;
}

/** For a key that protects everything. Of 400,000 random ones of 32 hexadecimal digits none has fewer than 85 bits. */
export const keyDemand: Demand = { letters: 32, bits: 80 };
/** For a token that can be tried over the network only. */
export const tokenDemand: Demand = { letters: 16, bits: 44 };

const howToMake = 'make one with: openssl rand -base64 32';

/** Why the key must not be used, in words that do not repeat it; null when nothing speaks against it. */
export function weaknessOf(key: string, { letters, bits }: Demand): string | null {
  const weakness = key.length < letters ? `must have at least ${letters} characters` : formOf(key, bits);
  return weakness === null ? null : `${weakness}; ${howToMake}`;
}

function formOf(key: string, bits: number): string | null {
  if (isKnown(key)) return 'looks like a placeholder from an example';
  if (isRepeated(key)) return 'repeats itself';
  if (isRow(key)) return 'is a row of neighbouring characters';
  return entropyBits(key) < bits ? 'is made of too few different characters' : null;
}

const placeholders =
  /changeme|changethis|changeit|replaceme|placeholder|yoursecret|yourkey|yourtoken|supersecret|verysecret|topsecret|mysecret|secretkeyhere|notasecret|insecure|letmein|qwerty|asdfgh|password|passwort|deadbeef|cafebabe|loremipsum|correcthorse|1234567|abcdefg|xxxxx/;
const beginnings = /^(secret|default|example|test|sample|dummy|admin|muster|todo|fixme)/;

function isKnown(key: string): boolean {
  const letters = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return placeholders.test(letters) || beginnings.test(letters);
}

/** Less than half of the groups of three characters are new: `abcabcabc`, a word three times. */
function isRepeated(key: string): boolean {
  const groups = Array.from({ length: key.length - 2 }, (_, at) => key.slice(at, at + 3));
  return new Set(groups).size * 2 < groups.length;
}

/** More than half of the characters follow their neighbour: `0123456789`, `zyxwvut`. */
function isRow(key: string): boolean {
  const codes = [...key].map((one) => one.codePointAt(0) ?? 0);
  const steps = codes.slice(1).filter((code, at) => Math.abs(code - (codes[at] ?? 0)) <= 1);
  return steps.length * 2 > codes.length;
}

function entropyBits(key: string): number {
  const counts = new Map<string, number>();
  for (const one of key) counts.set(one, (counts.get(one) ?? 0) + 1);
  const each = [...counts.values()].map((count) => count * Math.log2(key.length / count));
  return each.reduce((sum, one) => sum + one, 0);
}
