import type { Sender } from '../../platform/delivery/model.ts';
import type { Egress } from '../../platform/egress/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import { telegramBody, telegramOutcome } from './model.ts';

interface Needs extends ContactBook {
  egress: Egress;
  /** Null: Telegram is not set up. It stands in the address that is called, so no text here may hold that. */
  token: string | null;
  /** Where the Bot API is. */
  apiRoot: string;
  /** How long it may take for everything together. */
  timeoutMs?: number;
}

/** Sends notifications as messages of this server's Telegram bot. */
export function createTelegramSender({
  egress,
  token,
  findContact,
  acknowledgeUrl,
  apiRoot,
  timeoutMs = 10_000,
}: Needs): Sender {
  return {
    kind: 'telegram',
    async send(delivery, now) {
      if (token === null) return { kind: 'rejected', reason: 'Telegram is not set up on this server.' };
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'telegram')
        return { kind: 'rejected', reason: 'This Telegram account was removed.' };
      const written = { chat: contact.chat, acknowledge: acknowledgeUrl(delivery.id) };
      const answer = await egress.request(`${apiRoot}/bot${token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: telegramBody(delivery, pageMessage(delivery), written),
        timeoutMs,
        maxBytes: 16_384,
      });
      return telegramOutcome(answer, now);
    },
  };
}
