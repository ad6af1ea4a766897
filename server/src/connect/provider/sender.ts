import type { PhoneClass } from '@muster/contract/connect/providers';
import type { Delivery, Outcome } from '../../platform/delivery/model.ts';
import type { Worker } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { beginAttempt, endAttempt, noteProbe, prepare, providersNow } from './actions.ts';
import { probeFor, readAnswer, requestFor } from './kinds.ts';
import { type PhoneMessage, type Provider, receiptSeconds, type Verdict } from './model.ts';

/** For one provider; two of them stay well within what a lane gives a sender. */
const usualTimeoutMs = 10_000;
/** At once by one provider on this node, so that slow ones never take all the senders of a lane. */
const mostAtOnce = 24;
const probeEveryMinutes = 5;

/** A message for one person, whichever provider takes it. */
export interface ToHand {
  class: PhoneClass;
  delivery: Pick<Delivery, 'id' | 'person' | 'purpose' | 'subject' | 'maybeDuplicate'>;
  to: string;
  write(isDuplicate: boolean): string;
}

export interface Step {
  done: boolean;
  text: string;
}

export interface Exchange {
  /** Gives a message to the first provider that takes it. */
  hand(message: ToHand): Promise<Outcome>;
  /** By one provider alone, without a delivery; tells each step. */
  only(
    provider: Provider,
    message: { class: PhoneClass; person: string; to: string; text: string },
  ): Promise<{ steps: Step[]; attempt: string | null }>;
}

/**
 * The providers behind the senders of text messages and calls. One that is slow, full or says no is followed by the next
 * at once, within the same try. Who gave no answer in time may have carried it out: the next one says so in the message.
 */
export function createExchange(platform: Platform, timeoutMs = usualTimeoutMs): Exchange {
  const way: Way = { platform, timeoutMs, underWay: new Map() };
  return {
    async hand(message) {
      const { class: of, delivery, to } = message;
      const ready = await prepare(platform, { class: of, delivery: delivery.id, to });
      if ('refused' in ready) return { kind: 'rejected', reason: ready.refused };
      return handToFirst(way, message, {
        providers: ready.providers,
        isDuplicate: delivery.maybeDuplicate || ready.isUncertain,
      });
    },
    async only(provider, { class: of, person, to, text }) {
      const delivery = { id: '', person, purpose: 'test', subject: '', maybeDuplicate: false };
      const message: ToHand = { class: of, delivery, to, write: () => text };
      const tried = await tryOne(way, provider, { message, isDuplicate: false });
      return { steps: stepsOf(provider, tried), attempt: tried.attempt ?? null };
    },
  };
}

interface Way {
  platform: Platform;
  timeoutMs: number;
  /** How many messages each provider has in hand on this node. */
  underWay: Map<string, number>;
}

async function handToFirst(
  way: Way,
  message: ToHand,
  given: { providers: readonly Provider[]; isDuplicate: boolean },
): Promise<Outcome> {
  let { isDuplicate } = given;
  let isForGood = true;
  const noes: string[] = [];
  for (const provider of given.providers) {
    const { verdict, endedAt, isLimit } = await tryOne(way, provider, { message, isDuplicate });
    if (verdict.kind === 'taken')
      return takenBy(provider, message.class, endedAt ?? way.platform.clock.now());
    noes.push(`${provider.name}: ${verdict.reason}`);
    if (isLimit) break;
    if (verdict.kind === 'unknown') isDuplicate = true;
    if (verdict.kind === 'unknown' || !verdict.isForGood) isForGood = false;
  }
  const reason = noes.join(' ') || `There is no provider for ${words[message.class]}.`;
  return isForGood ? { kind: 'rejected', reason } : { kind: 'retry', reason };
}

async function tryOne(way: Way, provider: Provider, { message, isDuplicate }: Wanted): Promise<Tried> {
  const { platform, underWay } = way;
  const { class: of, delivery, to } = message;
  if ((underWay.get(provider.name) ?? 0) >= mostAtOnce)
    return { verdict: { kind: 'no', reason: 'It has enough to do.', isForGood: false } };
  underWay.set(provider.name, (underWay.get(provider.name) ?? 0) + 1);
  try {
    const begun = await beginAttempt(platform, {
      provider: provider.name,
      class: of,
      delivery: delivery.id || null,
      // Only of what calls somebody: nothing else is acknowledged by a key.
      page: delivery.purpose === 'page' ? delivery.subject : null,
      person: delivery.person,
      numberKey: numberKey(platform, to),
    });
    if ('limit' in begun)
      return { verdict: { kind: 'no', reason: begun.limit, isForGood: true }, isLimit: true };
    const { id, now } = begun;
    const text = message.write(isDuplicate);
    const verdict = await give(way, provider, {
      class: of,
      attempt: id,
      id: delivery.id || id,
      to,
      text,
      now,
      callbacks: callbacksOf(platform, provider, of),
    });
    return { verdict, attempt: id, endedAt: await endAttempt(platform, id, endOf(provider, verdict)) };
  } finally {
    underWay.set(provider.name, (underWay.get(provider.name) ?? 1) - 1);
  }
}

async function give(
  { platform, timeoutMs }: Way,
  provider: Provider,
  message: PhoneMessage,
): Promise<Verdict> {
  const asked = requestFor(provider, message);
  if (!asked) return { kind: 'no', reason: 'Its settings lack what calls need.', isForGood: true };
  const { url, ...request } = asked;
  return readAnswer(
    provider,
    await platform.egress.request(url, { ...request, timeoutMs, maxBytes: 65_536 }),
  );
}

/** Asks the accounts that can be asked, every few minutes, on each node. */
export function createProber(platform: Platform): Worker {
  let nextAt = platform.clock.now().add({ minutes: probeEveryMinutes });
  return {
    name: 'connect.probe',
    nextDueAt: async () => nextAt,
    async run() {
      if (Temporal.Instant.compare(platform.clock.now(), nextAt) < 0) return false;
      nextAt = platform.clock.now().add({ minutes: probeEveryMinutes });
      const ranked = await providersNow(platform.work, platform, platform.clock.now());
      await Promise.all(
        ranked.filter(({ provider }) => provider.body.isOn).map(({ provider }) => probe(platform, provider)),
      );
      return false;
    },
  };
}

/** A fingerprint of a number that only this installation can make. */
export function numberKey({ secrets }: Pick<Platform, 'secrets'>, number: string): string {
  return secrets.sign('phone-number', number);
}

interface Wanted {
  message: ToHand;
  isDuplicate: boolean;
}

interface Tried {
  verdict: Verdict;
  attempt?: string;
  endedAt?: Temporal.Instant;
  isLimit?: true;
}

const words = { sms: 'text messages', voice: 'phone calls' };

async function probe(platform: Platform, provider: Provider): Promise<void> {
  const asked = probeFor(provider);
  if (!asked) return;
  const { url, ...request } = asked;
  const answer = await platform.egress.request(url, {
    ...request,
    timeoutMs: usualTimeoutMs,
    maxBytes: 65_536,
  });
  const verdict = readAnswer(provider, answer);
  await noteProbe(platform, provider.name, verdict.kind === 'taken' ? null : verdict.reason);
}

function callbacksOf({ settings }: Platform, provider: Provider, of: PhoneClass): string {
  return `${settings.url}/connect/${of}/${provider.name}/${provider.callback}`;
}

function endOf({ body }: Provider, verdict: Verdict) {
  if (verdict.kind === 'taken')
    return body.tellsReceipts
      ? { state: 'handed' as const, note: 'The provider took it.', ref: verdict.ref }
      : { state: 'delivered' as const, note: 'The provider took it; it tells no more.', ref: verdict.ref };
  const state = verdict.kind === 'unknown' ? ('unknown' as const) : ('refused' as const);
  return { state, note: verdict.reason, ref: null };
}

function takenBy({ name, body }: Provider, of: PhoneClass, at: Temporal.Instant): Outcome {
  const note = `${name} took it.`;
  if (!body.tellsReceipts) return { kind: 'delivered', note };
  return { kind: 'handed', note, until: at.add({ seconds: receiptSeconds[of] }) };
}

function stepsOf({ name, body }: Provider, { verdict }: Tried): Step[] {
  const taken = verdict.kind === 'taken';
  const second = taken
    ? { done: true, text: `${name} took it${verdict.ref ? ` under its number ${verdict.ref}` : ''}.` }
    : { done: false, text: verdict.reason };
  const third = body.tellsReceipts
    ? { done: false, text: 'Now its receipt is awaited; it stands below when it comes.' }
    : { done: true, text: 'This provider tells no more than that.' };
  return [{ done: true, text: 'The number may be reached.' }, second, ...(taken ? [third] : [])];
}
