import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

import { Refusal } from './refusal.ts';
import { sameText } from './same-text.ts';

export { sameText };

/**
 * Secrets at rest: AES-256-GCM under a key derived from MUSTER_SECRET_KEY. A sealed text names the key that
 * sealed it (`v1.<key id>.<nonce>.<tag>.<text>`), so that keys can be rotated: what older keys have sealed is
 * opened by them, what is new is sealed by the newest, and `reseal` brings the one to the other.
 */
export interface SecretBox {
  seal(text: string): string;
  open(sealed: string): string;
  /** A code that only this server can make for this purpose and text; 128 bits, URL-safe. */
  sign(purpose: string, text: string): string;
  /** Codes of older keys hold as long as those keys are given. */
  verify(purpose: string, text: string, code: string): boolean;
  /**
   * The text with every sealed part in it that an older key has sealed, sealed by the newest instead. What only looks
   * like one (somebody typed it, or it was damaged) stays as it is.
   */
  reseal(text: string): string;
  /** Which keys there are, the newest first; no secret. */
  keyIds(): readonly string[];
  /** Goes on with these keys, the newest first. */
  use(keys: readonly string[]): void;
}

/** Each key is any text of at least 32 characters; start-up refuses weaker ones. The newest comes first. */
export function openSecretBox(key: string, ...older: readonly string[]): SecretBox {
  let keys = [key, ...older].map(derive);
  const newest = (): Key => {
    const [first] = keys;
    if (!first) throw new Error('a secret box without a key');
    return first;
  };
  const box: SecretBox = {
    seal: (text) => sealWith(newest(), text),
    open(sealed) {
      const [version, id] = sealed.split('.');
      const found = version === 'v1' ? keys.find((one) => one.id === id) : undefined;
      if (!found) throw wrongKey();
      return openWith(found, sealed);
    },
    sign: (purpose, text) => signWith(newest(), purpose, text),
    // Every key is tried, so that the time does not tell which one made the code.
    verify: (purpose, text, code) =>
      keys.filter((one) => sameText(signWith(one, purpose, text), code)).length > 0,
    reseal: (text) =>
      text.replace(sealedPart, (part, id: string) =>
        id !== newest().id && keys.some((one) => one.id === id) ? sealedAnew(box, part) : part,
      ),
    keyIds: () => keys.map((one) => one.id),
    use(given) {
      if (given.length > 0) keys = given.map(derive);
    },
  };
  return box;
}

/** The same for keys in a list, the newest first. */
export function secretBoxOf(keys: readonly string[]): SecretBox {
  const [newest, ...older] = keys;
  if (newest === undefined) throw new Error('a secret box without a key');
  return openSecretBox(newest, ...older);
}

function sealedAnew(box: SecretBox, part: string): string {
  let text: string;
  try {
    text = box.open(part);
  } catch {
    return part;
  }
  return box.seal(text);
}

/** A sealed text wherever it stands, its key's id as the first group. */
const sealedPart = /\bv1\.([0-9a-f]{8})\.[\w-]{16}\.[\w-]{22}\.[\w-]*/g;

interface Key {
  id: string;
  sealing: Buffer;
  signing: Buffer;
}

function derive(key: string): Key {
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', key, 'muster', use, 32));
  const sealing = derived('seal');
  const id = createHash('sha256').update(sealing).digest('hex').slice(0, 8);
  return { id, sealing, signing: derived('sign') };
}

function sealWith({ id, sealing }: Key, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', id, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join(
    '.',
  );
}

function openWith({ sealing }: Key, sealed: string): string {
  const [nonce, tag, body] = sealed
    .split('.')
    .slice(2)
    .map((part) => Buffer.from(part, 'base64url'));
  // A shorter tag would be checked to its own length only, and guessed.
  const decipher = createDecipheriv('aes-256-gcm', sealing, nonce ?? '', { authTagLength: 16 });
  decipher.setAuthTag(tag ?? Buffer.alloc(0));
  return Buffer.concat([decipher.update(body ?? Buffer.alloc(0)), decipher.final()]).toString('utf8');
}

function signWith({ signing }: Key, purpose: string, text: string): string {
  const code = createHmac('sha256', signing).update(`${purpose}\0${text}`).digest();
  return code.subarray(0, 16).toString('base64url');
}

function wrongKey(): Refusal {
  const key = 'MUSTER_SECRET_KEY, or secret.key in the data directory,';
  return new Refusal('precondition', `${key} is not the key that sealed the secrets in this database.`);
}

/** How tokens and keys are stored: they are random, so one round of SHA-256 is enough. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
