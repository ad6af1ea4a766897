import type { Outcome, Sender } from '../../platform/delivery/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import type { Exchange } from '../provider/sender.ts';
import { smsText } from './model.ts';

interface Needs extends ContactBook {
  exchange: Exchange;
  /** The code by which this person acknowledges this page from this number. */
  codeFor(delivery: { id: string; person: string; subject: string }, number: string): Promise<string>;
}

/** Sends notifications as text messages, by whichever provider takes them. */
export function createSmsSender({ exchange, codeFor, findContact, acknowledgeUrl }: Needs): Sender {
  return {
    kind: 'sms',
    async send(delivery): Promise<Outcome> {
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'sms') return { kind: 'rejected', reason: 'This number was removed.' };
      const message = pageMessage(delivery);
      const code = message.note ? null : await codeFor(delivery, contact.to);
      const link = acknowledgeUrl(delivery.id);
      return exchange.hand({
        class: 'sms',
        delivery,
        to: contact.to,
        write: (maybeDuplicate) => smsText({ maybeDuplicate }, message, { link, code }),
      });
    },
  };
}
