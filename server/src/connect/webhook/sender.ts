import type { Sender } from '../../platform/delivery/model.ts';
import type { Egress } from '../../platform/egress/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import { httpOutcome } from '../notification/outcome.ts';
import { webhookBody, webhookHeaders } from './model.ts';

interface Needs extends ContactBook {
  egress: Egress;
  /** How long a receiver may take for everything together. */
  timeoutMs?: number;
}

/** Posts notifications to the webhooks of people, signed (api.md section 3). */
export function createWebhookSender({
  egress,
  findContact,
  acknowledgeUrl,
  timeoutMs = 10_000,
}: Needs): Sender {
  return {
    kind: 'webhook',
    async send(delivery, now) {
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'webhook') return { kind: 'rejected', reason: 'This webhook was removed.' };
      const sent = { now, acknowledge: acknowledgeUrl(delivery.id) };
      const body = webhookBody(delivery, pageMessage(delivery), sent);
      const answer = await egress.request(contact.url, {
        method: 'POST',
        headers: webhookHeaders(delivery.id, body, contact.secret, now),
        body,
        timeoutMs,
        // What a receiver says beyond its status is not read; a short answer keeps the connection.
        maxBytes: 16_384,
      });
      return httpOutcome(answer, now);
    },
  };
}
