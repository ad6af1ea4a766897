/** People at a browser: a session by cookie, and what they do with second factors. */
import { addPasskey, enableTotp, startPasskey, startTotp } from '@muster/contract/catalog/factors';
import type { Client } from '@muster/contract/platform/client';
import { createClient } from '@muster/contract/platform/client';
import { codeAt, stepOf } from '../../src/catalog/factor/totp.ts';
import { openSession } from '../../src/catalog/session/actions.ts';
import { byItself } from '../../src/platform/action.ts';
import { type SoftwareKey, softwareKey } from './authenticator.ts';
import type { Slice } from './slice.ts';

export const pagesUrl = 'https://muster.example.org';

export interface Visitor {
  call: Client;
  cookie: string;
}

/** A browser in which this person has just signed in. */
export async function signedIn(slice: Slice, person: string): Promise<Visitor> {
  const opened = await byItself(slice.platform, 'test.signIn', (act) =>
    openSession(act, { person, method: 'password' }),
  );
  return visitorWith(slice, `__Host-muster_session=${opened.secret}`);
}

/** A browser with this cookie; without one, a stranger's. */
export function visitorWith(slice: Slice, cookie: string): Visitor {
  const headers = { 'x-muster': '1', ...(cookie === '' ? {} : { cookie }) };
  return { cookie, call: createClient({ baseUrl: slice.app.address(), headers: () => headers }) };
}

export interface App {
  secret: Buffer;
  /** What it shows now; `beside` is in steps of 30 seconds. */
  code(beside?: number): string;
}

/** The person sets up an authenticator app. */
export async function addApp(
  slice: Slice,
  { call }: Visitor,
): Promise<App & { recoveryCodes: string[] | null }> {
  const app = appOf(slice, (await call(startTotp)).secret);
  const { recoveryCodes } = await call(enableTotp, { body: { code: app.code() } });
  return { ...app, recoveryCodes };
}

/** An app that has this secret and the clock of the test. */
export function appOf(slice: Slice, base32: string): App {
  const secret = fromBase32(base32);
  return { secret, code: (beside = 0) => codeAt(secret, stepOf(slice.clock.now()) + beside) };
}

/** The person makes a passkey. */
export async function addKey(
  { call }: Visitor,
  name: string,
  key: SoftwareKey = softwareKey(pagesUrl),
): Promise<{ key: SoftwareKey; id: string; recoveryCodes: string[] | null }> {
  const made = key.make(await call(startPasskey));
  const { passkey, recoveryCodes } = await call(addPasskey, { body: { name, made } });
  return { key, id: passkey.id, recoveryCodes };
}

export function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
