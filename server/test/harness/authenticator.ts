/**
 * An authenticator in software, and the browser around it: makes passkeys and signs with them as WebAuthn says
 * (ES256, attestation "none"). Each answer can be spoilt, to see that it is refused.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  MadePasskey,
  PasskeyCreation,
  PasskeyRequest,
  SignedByPasskey,
} from '@muster/contract/catalog/factors';

export interface Spoilt {
  origin?: string;
  host?: string;
  challenge?: string;
  /** Whether the person showed a finger, a face or a PIN. */
  verified?: boolean;
  counter?: number;
  userHandle?: string | null;
  /** Signed by another key. */
  forged?: boolean;
}

export interface SoftwareKey {
  credential: string;
  make(asked: PasskeyCreation, spoilt?: Spoilt): MadePasskey;
  sign(asked: PasskeyRequest, spoilt?: Spoilt): SignedByPasskey;
}

const present = 0x01;
const verified = 0x04;
const attested = 0x40;

/** A new key of an authenticator in a browser that shows the pages of `origin`. */
export function softwareKey(origin: string): SoftwareKey {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;
  let userHandle: string | null = null;
  const credential = id.toString('base64url');
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  return {
    credential,
    make(asked, spoilt = {}) {
      userHandle = asked.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const flags = present | attested | (spoilt.verified === false ? 0 : verified);
      const head = authenticatorData(spoilt.host ?? asked.rp.id, flags, spoilt.counter ?? counter);
      const data = Buffer.concat([head, Buffer.alloc(16), length, id, coseKey(keys.publicKey)]);
      const attestation = map([
        [text('fmt'), text('none')],
        [text('attStmt'), map([])],
        [text('authData'), bytes(data)],
      ]);
      const said = clientData(
        'webauthn.create',
        spoilt.challenge ?? asked.challenge,
        spoilt.origin ?? origin,
      );
      return {
        id: credential,
        rawId: credential,
        type: 'public-key',
        response: {
          clientDataJSON: said.toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    sign(asked, spoilt = {}) {
      counter += 1;
      const flags = present | (spoilt.verified === false ? 0 : verified);
      const data = authenticatorData(spoilt.host ?? asked.rpId, flags, spoilt.counter ?? counter);
      const said = clientData('webauthn.get', spoilt.challenge ?? asked.challenge, spoilt.origin ?? origin);
      const signed = Buffer.concat([data, createHash('sha256').update(said).digest()]);
      const key = spoilt.forged ? stranger.privateKey : keys.privateKey;
      return {
        id: credential,
        rawId: credential,
        type: 'public-key',
        response: {
          clientDataJSON: said.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, key).toString('base64url'),
          userHandle: spoilt.userHandle === undefined ? userHandle : spoilt.userHandle,
        },
      };
    },
  };
}

/** WebAuthn, 6.1: the hash of the host, the flags, the counter. */
function authenticatorData(host: string, flags: number, counter: number): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(host).digest(), rest]);
}

/** The public key as COSE has it: EC2, ES256, P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return map([
    [Buffer.from([0x01]), Buffer.from([0x02])],
    [Buffer.from([0x03]), Buffer.from([0x26])],
    [Buffer.from([0x20]), Buffer.from([0x01])],
    [Buffer.from([0x21]), bytes(Buffer.from(x, 'base64url'))],
    [Buffer.from([0x22]), bytes(Buffer.from(y, 'base64url'))],
  ]);
}

// CBOR (RFC 8949), as far as it is needed: texts, bytes and maps, each short.
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
