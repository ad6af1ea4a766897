import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
} from 'node:crypto';

/** Who we are to push services: a P-256 key pair, both halves URL-safe base64 (RFC 8292). */
export interface VapidKeys {
  /** The point, 65 bytes; browsers get it when they subscribe. */
  publicKey: string;
  /** 32 bytes. */
  privateKey: string;
}

/** What a browser gave us when it subscribed, URL-safe base64. */
export interface BrowserKeys {
  p256dh: string;
  auth: string;
}

/** The longest text that fits a push message: 4096 bytes less header, tag and delimiter (RFC 8291, section 4). */
export const longestPushBytes = 3_993;

export function makeVapidKeys(): VapidKeys {
  const {
    x = '',
    y = '',
    d = '',
  } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
  }).privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { publicKey: point.toString('base64url'), privateKey: d };
}

/** The Authorization header for a push service, good for twelve hours (RFC 8292, section 3). */
export function vapidAuthorization(
  keys: VapidKeys,
  claims: { audience: string; subject: string; now: Temporal.Instant },
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const expiresAt = Math.floor(claims.now.epochMilliseconds / 1000) + 12 * 3600;
  const text = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: claims.audience, exp: expiresAt, sub: claims.subject })}`;
  const point = Buffer.from(keys.publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: keys.privateKey,
    },
  });
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${text}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}

/** What must be new for each message; fixed only to compare with the example of the RFC. */
export interface PushChance {
  privateKey: Buffer;
  salt: Buffer;
}

/**
 * Encrypts for one browser as one aes128gcm record (RFC 8291). Answers nothing when the browser's keys are not
 * keys, which anybody can send us.
 */
export function encryptPush(text: string, to: BrowserKeys, chance?: PushChance): Buffer | undefined {
  const browserKey = Buffer.from(to.p256dh, 'base64url');
  const authSecret = Buffer.from(to.auth, 'base64url');
  const own = createECDH('prime256v1');
  if (chance) own.setPrivateKey(chance.privateKey);
  else own.generateKeys();
  const agreed = authSecret.length === 16 ? agree(() => own.computeSecret(browserKey)) : undefined;
  if (!agreed) return undefined;
  const salt = chance?.salt ?? randomBytes(16);
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), browserKey, own.getPublicKey()]);
  const shared = derive(agreed, authSecret, { about, bytes: 32 });
  const key = derive(shared, salt, { about: 'Content-Encoding: aes128gcm\0', bytes: 16 });
  const nonce = derive(shared, salt, { about: 'Content-Encoding: nonce\0', bytes: 12 });
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const header = Buffer.alloc(21);
  salt.copy(header);
  header.writeUInt32BE(4096, 16);
  header.writeUInt8(65, 20);
  // The byte 2 ends the last record.
  const sealed = [cipher.update(text, 'utf8'), cipher.update(Buffer.of(2)), cipher.final()];
  return Buffer.concat([header, own.getPublicKey(), ...sealed, cipher.getAuthTag()]);
}

/** A point that is not on the curve throws. */
function agree(compute: () => Buffer): Buffer | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}

function derive(key: Buffer, salt: Buffer, want: { about: string | Buffer; bytes: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, want.about, want.bytes));
}
