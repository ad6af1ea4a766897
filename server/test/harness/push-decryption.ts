// The browser's side of Web Push, written from RFC 8291 (encryption), RFC 8188 (its framing) and RFC 8292 (who
// sends), so that a test reads what a browser would read.
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Browser {
  keys: { p256dh: string; auth: string };
  ecdh: ECDH;
  secret: Buffer;
}

export interface PushMessage {
  payload: unknown;
  /** What the sender says about itself: `aud`, `exp`, `sub`; its signature is right. */
  claims: Record<string, unknown>;
  /** The sender's public key, URL-safe base64. */
  publicKey: string;
  ttl: number;
  urgency: string;
  topic: string | undefined;
}

export function createBrowser(): Browser {
  const ecdh = createECDH('prime256v1');
  const secret = randomBytes(16);
  const p256dh = ecdh.generateKeys().toString('base64url');
  return { keys: { p256dh, auth: secret.toString('base64url') }, ecdh, secret };
}

/** Opens one message; throws when the encryption or the sender's signature is wrong. */
export function openPush(browser: Browser, headers: IncomingHttpHeaders, body: Buffer): PushMessage {
  if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not encrypted as aes128gcm');
  return {
    payload: JSON.parse(decrypt(browser, body).toString('utf8')),
    ...verifiedSender(headers.authorization ?? ''),
    ttl: Number(headers.ttl),
    urgency: String(headers.urgency),
    topic: typeof headers.topic === 'string' ? headers.topic : undefined,
  };
}

/** RFC 8188, section 2.1: salt (16), record size (4), length of the key id (1), key id, records. */
export function decrypt({ ecdh, secret }: Pick<Browser, 'ecdh' | 'secret'>, body: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  if (record.length > body.readUInt32BE(16)) throw new Error('more than one record');
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), senderKey]);
  const shared = derive(ecdh.computeSecret(senderKey), secret, about, 32);
  const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error('the last record does not end with its delimiter');
  return padded.subarray(0, end);
}

function derive(key: Buffer, salt: Buffer, about: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, about, bytes));
}

/** RFC 8292, section 2: a signed token (JWT, ES256) and the key that signed it. */
function verifiedSender(authorization: string): { claims: Record<string, unknown>; publicKey: string } {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isRight = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight) throw new Error('the signature of the sender is wrong');
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')), publicKey };
}
