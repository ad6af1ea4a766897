import { findPerson } from '../../catalog/index.ts';
import { acknowledgeFirst, pageView } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import type { Purpose } from '../../platform/delivery/purpose.ts';
import { giveMoreTime, takeReceipt } from '../../platform/delivery/receipts.ts';
import type { Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Attempt, hearOnce, lockAttempt, saveTold } from '../attempt/store.ts';
import { watchClasses } from '../provider/actions.ts';
import type { Told } from '../provider/model.ts';
import { readReply } from '../sms/model.ts';
import { acknowledgeKey } from '../voice/model.ts';
import { afterTold, codeHours, codeKey, codeOf, inWords, mostCodes } from './model.ts';
import { type Code, codesOf, deleteExpiredCodes, saveCode } from './store.ts';

/** How long after it began a call can still be answered by a key. */
const callMinutes = 15;
const answeredSeconds = 120;

interface Called {
  provider: string;
  /** Our id of the try, as the address of the call back carries it. */
  attempt: string | null;
  told: Told;
  requestId: string;
}

/** The code in the text message of this delivery; the same on every try. */
export function codeFor(
  platform: Platform,
  delivery: { id: string; person: string; subject: string },
  numberKey: string,
): Promise<string> {
  const { secrets } = platform;
  return byItself(platform, 'connect.code', async (act) => {
    const known = await codesOf(act.tx, numberKey, act.now);
    const taken = new Set(known.filter((one) => one.delivery !== delivery.id).map((one) => one.codeKey));
    for (let n = 0; n < mostCodes; n += 1) {
      const code = codeOf(secrets, delivery.id, n);
      const key = codeKey(secrets, numberKey, code);
      if (taken.has(key)) continue;
      const row = {
        delivery: delivery.id,
        numberKey,
        codeKey: key,
        person: delivery.person,
        page: delivery.subject,
      };
      await saveCode(act.tx, row, act.now.add({ hours: codeHours }));
      return code;
    }
    throw new Error('a number has more codes than there can be');
  });
}

/** What a provider tells about a message or call that it took: recorded, and settled once. */
export function takeStatus(
  platform: Platform,
  purposes: Readonly<Record<string, Purpose>>,
  { provider, attempt: id, told }: Called,
): Promise<void> {
  return byItself(platform, 'connect.receipt', async (act) => {
    const attempt = await lockAttempt(act.tx, { provider, id, ref: told.ref });
    const after = attempt && afterTold(attempt.state, told.event);
    if (!attempt || !after) return;
    await saveTold(act.tx, attempt.id, { state: after.state, note: told.note, ref: told.ref }, act.now);
    if (after.state === 'undelivered') await watchClasses(act);
    act.hint('channels');
    if (attempt.delivery === null) return;
    if (after.receipt === 'moreTime')
      await giveMoreTime(act, attempt.delivery, act.now.add({ seconds: answeredSeconds }));
    else await takeReceipt(act, purposes, attempt.delivery, { state: after.receipt, reason: told.note });
  });
}

/**
 * A text message from somebody. Answers what to tell them; null for a number that was sent nothing lately, because
 * nobody shall make Muster write to strangers, and for what was heard before.
 */
export async function takeReply(
  platform: Platform,
  numberKey: string,
  { provider, told, requestId }: Called,
): Promise<{ text: string; person: string } | null> {
  const codes = await byItself(platform, 'connect.reply', async (act) => {
    const isNew = told.ref === null || (await hearOnce(act.tx, provider, `text:${told.ref}`, act.now));
    return isNew ? codesOf(act.tx, numberKey, act.now) : [];
  });
  const [first] = codes;
  if (!first) return null;
  const meant = await codesMeant(platform, codes, told.text ?? '');
  if ('say' in meant) return { text: meant.say, person: first.person };
  return { text: await acknowledgeAs(platform, meant.code, requestId), person: meant.code.person };
}

/** A key that was pressed in a call of ours. Answers what to say, and whether to ask again. */
export async function takeKeys(
  platform: Platform,
  { provider, attempt: id, told, requestId }: Called,
): Promise<{ say: string; again: boolean }> {
  const call = await byItself(platform, 'connect.keys', async (act) => {
    const attempt = await lockAttempt(act.tx, { provider, id, ref: told.ref });
    if (!isUnderWay(attempt, act.now)) return undefined;
    if (told.text !== acknowledgeKey) return { attempt, isNew: false };
    return { attempt, isNew: await hearOnce(act.tx, provider, `call:${attempt.id}`, act.now) };
  });
  if (!call) return { say: 'This call is over.', again: false };
  const { person, page } = call.attempt;
  if (page === null) return { say: 'Thank you. There is nothing to acknowledge.', again: false };
  if (told.text !== acknowledgeKey)
    return { say: `Press ${acknowledgeKey} to acknowledge.`, again: told.text !== '' };
  if (!call.isNew) return { say: 'This key was pressed already.', again: false };
  return { say: await acknowledgeAs(platform, { person, page }, requestId), again: false };
}

export function forgetCodes(act: Act): Promise<void> {
  return deleteExpiredCodes(act.tx, act.now);
}

function isUnderWay(attempt: Attempt | undefined, now: Temporal.Instant): attempt is Attempt {
  if (attempt?.class !== 'voice') return false;
  return Temporal.Instant.compare(now, attempt.at.add({ minutes: callMinutes })) <= 0;
}

/** Which page an answer is about, or what to say instead. */
async function codesMeant(
  platform: Platform,
  codes: readonly Code[],
  text: string,
): Promise<{ code: Code } | { say: string }> {
  const reply = readReply(text);
  if (reply.kind === 'other')
    return { say: 'Muster did not understand. Answer with the code of the message to acknowledge.' };
  if (reply.kind === 'code') {
    const code = codes.find((one) => one.codeKey === codeKey(platform.secrets, one.numberKey, reply.code));
    return code ? { code } : { say: `No page of yours has the code ${reply.code}.` };
  }
  const open = await openOnes(platform, codes);
  const [only] = open;
  if (!only) return { say: 'No page waits for you.' };
  return open.length === 1
    ? { code: only }
    : { say: `${open.length} pages wait for you. Answer with a code.` };
}

/** One code for each page that nobody has yet. */
async function openOnes(platform: Platform, codes: readonly Code[]): Promise<Code[]> {
  const byPage = new Map(codes.map((code) => [code.page, code]));
  const found = await Promise.all(
    [...byPage.values()].map(async (code) => ({ code, page: await pageView(platform.db, code.page) })),
  );
  return found.filter(({ page }) => page?.state === 'triggered').map(({ code }) => code);
}

/** As the person whom the message went to. A page that somebody has already stays theirs. */
async function acknowledgeAs(
  platform: Platform,
  { person: name, page: id }: Pick<Code, 'person' | 'page'>,
  requestId: string,
): Promise<string> {
  const person = await findPerson(platform.db, name);
  const page = await pageView(platform.db, id);
  if (!page || person?.deactivatedAt !== null) return 'This page is gone.';
  if (page.state === 'triggered') {
    const actor = { kind: 'person', name, access: person.access, by: 'phone' } as const;
    try {
      await acknowledgeFirst(platform, { actor, requestId, address: null }, { id });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const { title, state, owner } = (await pageView(platform.db, id)) ?? page;
  return inWords({ title, state, owner, person: name });
}
