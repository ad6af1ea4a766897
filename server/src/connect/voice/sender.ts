import type { Outcome, Sender } from '../../platform/delivery/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import type { Exchange } from '../provider/sender.ts';
import { spokenText } from './model.ts';

interface Needs extends Pick<ContactBook, 'findContact'> {
  exchange: Exchange;
}

/** Calls people and reads the notification to them, by whichever provider takes it. */
export function createVoiceSender({ exchange, findContact }: Needs): Sender {
  return {
    kind: 'voice',
    async send(delivery): Promise<Outcome> {
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'voice') return { kind: 'rejected', reason: 'This number was removed.' };
      const text = spokenText(pageMessage(delivery));
      // Whoever hears the phone again knows; a call that may be the second needs no words for it.
      return exchange.hand({ class: 'voice', delivery, to: contact.to, write: () => text });
    },
  };
}
