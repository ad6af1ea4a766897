import type { Act } from '../../platform/act.ts';
import type { Purpose } from '../../platform/delivery/lanes.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { enqueueDeliveries, forgetEnded, forgetMessage } from '../../platform/delivery/store.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { type Letter, letterKind, letterPurpose, type SealedLetter } from './model.ts';

/**
 * Queues a letter in the caller's transaction. False, and nothing is queued, where mail is not set up: then whoever
 * asked is told to hand the link over by other means. `expiresAt` is when it would be stale; a day where it is left out.
 */
export function sendLetter(
  act: Act,
  {
    person,
    to,
    letter,
    expiresAt,
    dueAt,
    about,
  }: {
    person: string;
    to: string;
    letter: Letter;
    expiresAt?: Temporal.Instant;
    /** Not before then; at once where it is left out. */
    dueAt?: Temporal.Instant;
    /** Whom to ask in the moment before it is sent, and of what; `key`: the same one is queued once only. */
    about?: { purpose?: string; subject?: string; key: string };
  },
): boolean {
  const { settings, secrets } = act.platform;
  if (!settings.mail) return false;
  const sealed: SealedLetter = { to, letter };
  const id = act.newId();
  enqueueDeliveries(act, [
    {
      lane: 'status',
      kind: letterKind,
      purpose: about?.purpose ?? letterPurpose,
      subject: about?.subject ?? id,
      person,
      via: 'account',
      message: { sealed: secrets.seal(JSON.stringify(sealed)) },
      dueAt: dueAt ?? act.now,
      expiresAt: expiresAt ?? (dueAt ?? act.now).add({ hours: 24 }),
      dedupeKey: about?.key ?? `letter:${id}`,
    },
  ]);
  return true;
}

/** What a delivery of ours says; undefined when it says nothing any more. */
export function openLetter(
  secrets: Pick<SecretBox, 'open'>,
  { message }: Pick<Delivery, 'message'>,
): SealedLetter | undefined {
  if (typeof message !== 'object' || message === null || !('sealed' in message)) return undefined;
  if (typeof message.sealed !== 'string') return undefined;
  // Sealed by `sendLetter` alone, so it is what was sealed there.
  return JSON.parse(secrets.open(message.sealed)) as SealedLetter;
}

export const letters: Purpose = {
  unwanted: async () => new Map(),
  ended: (act, { id }) => forgetMessage(act.tx, id),
};

/** What was never sent is not kept for that. */
export function forgetLetters(act: Act): Promise<void> {
  return forgetEnded(act.tx, letterPurpose);
}
