import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Prepare } from '../../platform/delivery/checked.ts';
import type { Purpose } from '../../platform/delivery/lanes.ts';
import { enqueueDeliveries, forgetEnded, forgetMessage } from '../../platform/delivery/store.ts';
import { newDigits } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { noteContact, personMeant, ringByFirst } from '../contact/actions.ts';
import type { StoredContact } from '../contact/model.ts';
import { findStoredContact, markVerified } from '../contact/store.ts';
import { noteMessage, type PageMessage } from '../notification/model.ts';
import { shadowPurpose } from '../shadow/model.ts';
import {
  codeAllowance,
  codeDigits,
  codePurpose,
  judge,
  readableCode,
  testAllowance,
  testPurpose,
  typedCode,
  type Verdict,
  validUntil,
  waitFor,
} from './model.ts';
import { countTry, deleteCode, lockCode, lockPerson, plannedFor, saveCode } from './store.ts';

const which = { person: z.string().max(64), contact: z.string() };

/** Sends a new code by a contact method of one's own; the one before it holds no longer. */
export const sendContactCode = action(
  { name: 'oncall.sendContactCode', who: 'responder', input: z.strictObject(which) },
  async (act, { person, contact: id }): Promise<{ validUntil: string }> => {
    const contact = await ownContact(act, person, id);
    if (contact.verifiedAt) throw new Refusal('conflict', 'This contact method is verified already.');
    await refuseTooMany(act, codePurpose, contact.person, codeAllowance);
    const code = newDigits(codeDigits);
    const expiresAt = validUntil(act.now);
    const proof = proofOf(act.platform, contact, code);
    await saveCode(act.tx, { person: contact.person, contact: id, proof, expiresAt }, act.now);
    const title = `${readableCode(code)} is your code for Muster`;
    const text =
      'Type it in where you added this contact method. It holds for 15 minutes. Nobody will ask you for it.';
    queueNote(act, contact, { purpose: codePurpose, title, text, expiresAt });
    act.record(`person:${contact.person}`, { change: 'code', contact: id, kind: contact.kind });
    act.hint('contacts');
    return { validUntil: wireTime(expiresAt) };
  },
);

/** Looks at a code. A wrong one is an answer and no refusal, because it has to be counted. */
export const tryContactCode = action(
  { name: 'oncall.verifyContact', who: 'responder', input: z.strictObject({ ...which, code: z.string() }) },
  async (act, { person, contact: id, code }): Promise<{ verdict: Verdict }> => {
    const contact = await ownContact(act, person, id);
    const typed = typedCode(code);
    const { secrets } = act.platform;
    const sent = await lockCode(act.tx, contact.person, id);
    const verdict = judge(
      sent,
      (proof) => secrets.verify(purposeOfProof, proofText(contact, typed), proof),
      act.now,
    );
    if (verdict === 'wrong') await countTry(act.tx, contact.person, id);
    if (verdict === 'right') {
      await deleteCode(act.tx, contact.person, id);
      await markVerified(act.tx, contact.person, id, act.now);
      await ringByFirst(act, contact.person, id);
    }
    act.record(`person:${contact.person}`, { change: 'verify', contact: id, kind: contact.kind, verdict });
    act.hint('contacts');
    return { verdict };
  },
);

export const testContact = action(
  { name: 'oncall.testContact', who: 'responder', input: z.strictObject(which) },
  async (act, { person, contact: id }) => {
    const contact = await ownContact(act, person, id);
    if (!contact.verifiedAt) throw new Refusal('conflict', 'Verify this contact method first.');
    await refuseTooMany(act, testPurpose, contact.person, testAllowance);
    const title = 'Muster reaches you here';
    const text = 'You asked for this test message. Nothing is wrong.';
    const expiresAt = act.now.add({ minutes: 10 });
    queueNote(act, contact, { purpose: testPurpose, title, text, expiresAt });
    act.record(`person:${contact.person}`, { change: 'test', contact: id, kind: contact.kind });
    act.hint('contacts');
  },
);

/** What the lanes ask and tell about codes and test messages. A code is kept for no longer than it waits. */
export const notePurpose: Purpose = {
  unwanted: async () => new Map(),
  async ended(act, delivery, end) {
    await forgetMessage(act.tx, delivery.id);
    await noteContact(act, delivery, end);
    act.hint('contacts');
  },
};

/** What was never sent is not kept for that. */
export async function forgetCodes(act: Act): Promise<void> {
  await forgetEnded(act.tx, codePurpose);
}

/** In the moment before it is sent: nothing but a code goes to where nobody has proved to be. */
export function prepareDelivery({ work, secrets }: Pick<Platform, 'work' | 'secrets'>): Prepare {
  return async (delivery) => {
    if (delivery.purpose === codePurpose)
      return { ...delivery, message: openNote(secrets, delivery.message) };
    if (!toProved.has(delivery.purpose)) return delivery;
    const contact = await findStoredContact(work, delivery.person, delivery.via);
    return contact && !contact.verifiedAt
      ? { refused: 'This contact method is not verified, so nothing is sent by it.' }
      : delivery;
  };
}

/** What goes by contact methods of people, as far as they were proved. */
const toProved = new Set(['page', shadowPurpose, testPurpose]);

interface Note {
  purpose: string;
  title: string;
  text: string;
  expiresAt: Temporal.Instant;
}

function queueNote(act: Act, contact: StoredContact, { purpose, title, text, expiresAt }: Note): void {
  const { settings, secrets } = act.platform;
  const note = noteMessage({ title, text, url: `${settings.url}/me`, at: act.now.toString() });
  const message = purpose === codePurpose ? { sealed: secrets.seal(JSON.stringify(note)) } : note;
  enqueueDeliveries(act, [
    {
      lane: 'status',
      kind: contact.kind,
      purpose,
      subject: contact.person,
      person: contact.person,
      via: contact.id,
      message,
      dueAt: act.now,
      expiresAt,
      dedupeKey: `${purpose}:${act.newId()}`,
    },
  ]);
}

/** Sealed by `queueNote` alone, so it is a message of ours. */
function openNote(secrets: Platform['secrets'], message: unknown): PageMessage {
  const sealed = typeof message === 'object' && message !== null && 'sealed' in message ? message.sealed : '';
  return JSON.parse(secrets.open(String(sealed))) as PageMessage;
}

const purposeOfProof = 'contact code';

function proofOf({ secrets }: Pick<Platform, 'secrets'>, contact: StoredContact, code: string): string {
  return secrets.sign(purposeOfProof, proofText(contact, code));
}

function proofText({ person, id }: StoredContact, code: string): string {
  return `${person} ${id} ${code}`;
}

/** Somebody else's contact methods are nobody's to prove or to ring, not even an administrator's: they do not exist. */
async function ownContact(act: Act, asked: string, id: string): Promise<StoredContact> {
  const name = personMeant(act.caller.actor, asked);
  const { actor } = act.caller;
  if (actor.kind !== 'person' || actor.name !== name) throw notFound('contact method');
  await lockPerson(act.tx, name);
  const contact = await findStoredContact(act.tx, name, id);
  if (!contact) throw notFound('contact method');
  return contact;
}

async function refuseTooMany(
  act: Act,
  purpose: string,
  person: string,
  allowance: Parameters<typeof waitFor>[0],
): Promise<void> {
  const retryAfter = waitFor(allowance, await plannedFor(act.tx, purpose, person), act.now);
  if (retryAfter > 0)
    throw new Refusal('limit', `Wait ${retryAfter} s before the next one.`, [], { retryAfter });
}
