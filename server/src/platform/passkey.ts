import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';

/** Where passkeys hold: the name they are made for, and the origin whose pages may use them. */
export interface PasskeySite {
  host: string;
  origin: string;
}

/** EdDSA, ES256, RS256: of these every authenticator in use knows one. */
export const passkeyAlgorithms: readonly number[] = [-8, -7, -257];

export interface MadePasskeyAnswer {
  id: string;
  rawId: string;
  type: 'public-key';
  response: { clientDataJSON: string; attestationObject: string; transports?: string[] | undefined };
}

export interface NewPasskey {
  credential: string;
  publicKey: string;
  counter: number;
  backupEligible: boolean;
  backedUp: boolean;
}

/** What the browser was asked to sign, as the browser says; null when it says nothing readable. */
export function challengeIn(clientDataJson: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8'));
    const challenge = typeof said === 'object' && said !== null ? Reflect.get(said, 'challenge') : null;
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

/** Checks a passkey that a browser made (WebAuthn, 7.1), user verification included; null when it is not right. */
export async function checkMadePasskey(
  made: MadePasskeyAnswer,
  challenge: string,
  { host, origin }: PasskeySite,
): Promise<NewPasskey | null> {
  const { clientDataJSON, attestationObject } = made.response;
  const checked = await orNull(() =>
    verifyRegistrationResponse({
      response: { ...made, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    }),
  );
  if (!checked?.verified) return null;
  const { credential, credentialDeviceType, credentialBackedUp } = checked.registrationInfo;
  return {
    credential: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    backupEligible: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
  };
}

export interface PasskeyAnswer {
  id: string;
  rawId: string;
  type: 'public-key';
  response: {
    clientDataJSON: string;
    authenticatorData: string;
    signature: string;
    userHandle?: string | null | undefined;
  };
}

export interface KnownPasskey {
  credential: string;
  publicKey: string;
  counter: number;
}

/**
 * Checks what a passkey signed (WebAuthn, 7.2), user verification and the counter included; null when it is not
 * right. A counter that did not grow tells of a copy of the key, and is not right either.
 */
export async function checkPasskeyAnswer(
  answer: PasskeyAnswer,
  challenge: string,
  { host, origin }: PasskeySite,
  known: KnownPasskey,
): Promise<{ counter: number; backedUp: boolean } | null> {
  const { clientDataJSON, authenticatorData, signature } = answer.response;
  const checked = await orNull(() =>
    verifyAuthenticationResponse({
      response: {
        ...answer,
        response: { clientDataJSON, authenticatorData, signature },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: {
        id: known.credential,
        publicKey: Uint8Array.from(Buffer.from(known.publicKey, 'base64url')),
        counter: known.counter,
      },
    }),
  );
  if (!checked?.verified) return null;
  const { newCounter, credentialBackedUp } = checked.authenticationInfo;
  return { counter: newCounter, backedUp: credentialBackedUp };
}

/** The library throws for whatever a browser, or somebody who plays one, may send wrong. */
async function orNull<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
