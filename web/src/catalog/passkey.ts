import type {
  MadePasskey,
  PasskeyCreation,
  PasskeyRequest,
  SignedByPasskey,
} from '@muster/contract/catalog/factors';
import { words } from './messages.ts';

/** Whether this browser can make passkeys, and for the address that it shows: they need a name, not a number. */
export function browserHasPasskeys(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

/** Has the browser make a passkey. Rejects with a sentence for the person when it does not. */
export async function makePasskey(asked: PasskeyCreation): Promise<MadePasskey> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    const { id, rawId, response } = await startRegistration({ optionsJSON: asked });
    const { clientDataJSON, attestationObject, transports } = response;
    return {
      id,
      rawId,
      type: 'public-key',
      response: { clientDataJSON, attestationObject, ...(transports ? { transports } : {}) },
    };
  } catch (error) {
    throw explained(error);
  }
}

/** Has the browser sign with a passkey. Rejects with a sentence for the person when it does not. */
export async function signWithPasskey(asked: PasskeyRequest): Promise<SignedByPasskey> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    const { id, rawId, response } = await startAuthentication({ optionsJSON: asked });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    return {
      id,
      rawId,
      type: 'public-key',
      response: { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) },
    };
  } catch (error) {
    throw explained(error);
  }
}

/** Browsers do not tell "called off" from "has none", so that a page learns nothing about the person. */
function explained(error: unknown): Error {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return new Error(words.proof.passkeyCalledOff);
  if (name === 'InvalidStateError') return new Error(words.proof.passkeyKnown);
  return new Error(words.proof.passkeyFailed);
}
