import type { Sender } from '../../platform/delivery/model.ts';
import type { Egress } from '../../platform/egress/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import { httpOutcome } from '../notification/outcome.ts';
import { ntfyBody, placeOf } from './model.ts';

interface Needs extends ContactBook {
  egress: Egress;
  /** How long a server may take for everything together. */
  timeoutMs?: number;
}

/** Publishes notifications to topics of any ntfy server. */
export function createNtfySender({ egress, findContact, acknowledgeUrl, timeoutMs = 10_000 }: Needs): Sender {
  return {
    kind: 'ntfy',
    async send(delivery, now) {
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'ntfy') return { kind: 'rejected', reason: 'This topic was removed.' };
      const place = placeOf(contact.url);
      if (!place) return { kind: 'rejected', reason: 'The address does not end in a topic.' };
      const written = { topic: place.topic, acknowledge: acknowledgeUrl(delivery.id) };
      const answer = await egress.request(place.server, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(contact.token === null ? {} : { authorization: `Bearer ${contact.token}` }),
        },
        body: ntfyBody(delivery, pageMessage(delivery), written),
        timeoutMs,
        maxBytes: 16_384,
      });
      return httpOutcome(answer, now);
    },
  };
}
