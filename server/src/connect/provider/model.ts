/**
 * A telephone provider: text messages, calls, or both. Invariants: what it is reached by is sealed at rest and never
 * shown; its calls back come to an address with a secret of its own and are verified besides by what its kind offers;
 * which one is asked first follows from its place and from how the last messages by it ended.
 */
import type { PhoneClass, PhoneProviderBody } from '@muster/contract/connect/providers';
import type { EgressAnswer, EgressRequest } from '../../platform/egress/model.ts';

/** What is sealed: the settings with their secrets, and the secret of the callback address. */
export interface Kept {
  body: PhoneProviderBody;
  callback: string;
}

export interface Provider extends Kept {
  name: string;
}

export type Twilio = Extract<PhoneProviderBody, { kind: 'twilio' }>;
export type Vonage = Extract<PhoneProviderBody, { kind: 'vonage' }>;
export type Gateway = Extract<PhoneProviderBody, { kind: 'gateway' }>;

/** One message on its way to one provider. */
export interface PhoneMessage {
  class: PhoneClass;
  /** Ours for this try; the calls back carry it. */
  attempt: string;
  /** The same on every try. */
  id: string;
  to: string;
  /** What is written, or read aloud. */
  text: string;
  /** The address for calls back, up to its last part. */
  callbacks: string;
  now: Temporal.Instant;
}

/** What is asked of a provider over HTTP. */
export type Asked = Omit<EgressRequest, 'timeoutMs' | 'maxBytes'> & { url: string };

/** What a provider's call to us says, in one form for all kinds. */
export interface Told {
  /** The provider's id of the message or call. */
  ref: string | null;
  event:
    | 'nothing'
    | 'delivered'
    | 'undelivered'
    | 'answered'
    | 'human'
    | 'machine'
    | 'completed'
    | 'reply'
    | 'keys';
  note: string;
  /** Of a reply: from which number, and what. Of keys: which. */
  from?: string;
  text?: string;
}

/** A call to us as it came. */
export interface CallBack {
  /** The whole address as the provider has it. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  now: Temporal.Instant;
}

export const secretFields = ['authToken', 'apiSecret', 'signatureSecret', 'privateKey', 'secret'] as const;

/** Which secrets are set. */
export function secretsIn(body: PhoneProviderBody): string[] {
  return Object.entries(body)
    .filter(([key, value]) => isSecret(key) && value !== undefined)
    .map(([key]) => key);
}

/** The settings without any secret. */
export function withoutSecrets(body: PhoneProviderBody): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !isSecret(key)));
}

/** What is written takes over the secrets that it leaves out, as long as it goes to the same place. */
export function withKeptSecrets(
  body: PhoneProviderBody,
  before: PhoneProviderBody | undefined,
): PhoneProviderBody {
  if (before?.kind !== body.kind || destination(before) !== destination(body)) return body;
  const kept = Object.entries(before).filter(([key]) => isSecret(key));
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return asBody({ ...Object.fromEntries(kept), ...Object.fromEntries(given) });
}

/** The guarantee: both parts are of the same kind, so that together they are one of that kind. */
function asBody(merged: object): PhoneProviderBody {
  return merged as PhoneProviderBody;
}

/** Where the secrets would go: a changed address must not carry them away. */
function destination(body: PhoneProviderBody): string {
  if (body.kind === 'gateway') return URL.parse(body.url)?.host ?? body.url;
  const call = body.kind === 'vonage' ? body.callAddress : null;
  return [body.address, call].join(' ');
}

function isSecret(key: string): boolean {
  return secretFields.some((field) => field === key);
}

/** How one try ended, as far as it tells of the provider. */
export interface Ended {
  at: Temporal.Instant;
  state: string;
}

const remembered = { minutes: 10, tries: 5, failures: 3 };

/**
 * A provider is put behind the others while three of its last five messages of the last ten minutes did not get
 * through, or its account does not answer. What it did longer ago is forgotten, so it is tried again by itself.
 */
export function isDemoted(
  ends: readonly Ended[],
  probeProblem: string | null,
  now: Temporal.Instant,
): boolean {
  if (probeProblem !== null) return true;
  const since = now.subtract({ minutes: remembered.minutes });
  const waited = now.subtract({ seconds: receiptSeconds.sms });
  const isJudged = ({ at, state }: Ended) =>
    judged.has(state) || (state === 'handed' && Temporal.Instant.compare(at, waited) <= 0);
  const last = ends
    .filter((one) => Temporal.Instant.compare(one.at, since) >= 0 && isJudged(one))
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
    .slice(0, remembered.tries);
  return last.filter((one) => one.state !== 'delivered').length >= remembered.failures;
}

/** Without a receipt for so long, a text message counts as undelivered, and a call as not answered. */
export const receiptSeconds = { sms: 60, voice: 45 } as const;

/** What is not decided yet tells nothing. */
const judged = new Set(['delivered', 'undelivered', 'refused', 'unknown']);

export interface Ranked {
  provider: Provider;
  isDemoted: boolean;
}

/** Who carries this class, in the order in which they are asked. */
export function inOrder(all: readonly Ranked[], of: PhoneClass): Provider[] {
  return all
    .filter(({ provider: { body } }) => body.isOn && body.classes.includes(of))
    .toSorted(
      (a, b) =>
        Number(a.isDemoted) - Number(b.isDemoted) ||
        a.provider.body.place - b.provider.body.place ||
        (a.provider.name < b.provider.name ? -1 : 1),
    )
    .map(({ provider }) => provider);
}

/** What an answer means: taken, perhaps taken, or not taken and whether asking again may help. */
export type Verdict =
  | { kind: 'taken'; ref: string | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'no'; reason: string; isForGood: boolean };

const notForGood = new Set([401, 402, 403, 408, 409, 425, 429]);

/** The part that all kinds share: everything but an answer of success. */
export function verdictOf(answer: EgressAnswer): Verdict | { kind: 'success'; text: string } {
  if (answer.kind === 'refused') return { kind: 'no', reason: answer.reason, isForGood: true };
  if (answer.kind === 'failed') {
    // A request that was not answered in time may have been carried out.
    return answer.cause === 'timeout'
      ? { kind: 'unknown', reason: answer.reason }
      : { kind: 'no', reason: answer.reason, isForGood: false };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'success', text: answer.body.toString('utf8') };
  const isForGood = status < 500 && !notForGood.has(status);
  return { kind: 'no', reason: `The provider answered ${status}.`, isForGood };
}

/** A member of a JSON text by a path such as `messages.0.id`, as text; null when there is none. */
export function textAt(json: string, path: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : null;
}
