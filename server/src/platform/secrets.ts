import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

import { Refusal } from './refusal.ts';

/**
 * Secrets at rest: AES-256-GCM under a key derived from MUSTER_SECRET_KEY. A sealed text names the key that
 * sealed it (`v1.<key id>.<nonce>.<tag>.<text>`), so that keys can be rotated.
 */
export interface SecretBox {
  seal(text: string): string;
  open(sealed: string): string;
  /** A code that only this server can make for this purpose and text; 128 bits, URL-safe. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, code: string): boolean;
}

/** The key is any text of at least 32 characters; start-up refuses weaker ones. */
export function openSecretBox(key: string): SecretBox {
  const derived = (use: string, bytes: number) => Buffer.from(hkdfSync('sha256', key, 'muster', use, bytes));
  const sealing = derived('seal', 32);
  const signing = derived('sign', 32);
  const keyId = createHash('sha256').update(sealing).digest('hex').slice(0, 8);
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', signing)
      .update(`${purpose}\0${text}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        'v1',
        keyId,
        nonce.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
        body.toString('base64url'),
      ].join('.');
    },
    open(sealed) {
      const [version, id, nonce, tag, body] = sealed.split('.');
      if (version !== 'v1' || id !== keyId) throw wrongKey();
      const decipher = createDecipheriv('aes-256-gcm', sealing, Buffer.from(nonce ?? '', 'base64url'));
      decipher.setAuthTag(Buffer.from(tag ?? '', 'base64url'));
      return Buffer.concat([
        decipher.update(Buffer.from(body ?? '', 'base64url')),
        decipher.final(),
      ]).toString('utf8');
    },
    sign,
    verify: (purpose, text, code) => sameText(sign(purpose, text), code),
  };
}

function wrongKey(): Refusal {
  const key = 'MUSTER_SECRET_KEY, or secret.key in the data directory,';
  return new Refusal('precondition', `${key} is not the key that sealed the secrets in this database.`);
}

/** How tokens and keys are stored: they are random, so one round of SHA-256 is enough. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its time how much was right. */
export function sameText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
