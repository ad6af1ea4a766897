import type { Outcome, Sender } from '../../platform/delivery/model.ts';
import type { Egress } from '../../platform/egress/model.ts';
import { encryptPush, type VapidKeys, vapidAuthorization } from '../../platform/push-crypto.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import { httpOutcome } from '../notification/outcome.ts';
import { pushHeaders, pushPayload } from './model.ts';

interface Needs extends ContactBook {
  egress: Egress;
  vapid: VapidKeys;
  /** As `vapidSubject` makes it. */
  subject: string;
  timeoutMs?: number;
}

const removed: Outcome = { kind: 'rejected', reason: 'This browser was removed.' };
const unsubscribed: Outcome = {
  kind: 'rejected',
  reason: 'This browser is no longer subscribed.',
  isGone: true,
};

/** Sends notifications to browsers, encrypted so that the push service between cannot read them (RFC 8291). */
export function createWebpushSender({
  egress,
  vapid,
  subject,
  findContact,
  acknowledgeUrl,
  timeoutMs = 10_000,
}: Needs): Sender {
  return {
    kind: 'webpush',
    async send(delivery, now) {
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'webpush') return removed;
      const origin = URL.parse(contact.endpoint)?.origin;
      if (origin === undefined) return unsubscribed;
      const message = pageMessage(delivery);
      const payload = pushPayload(delivery, message, acknowledgeUrl(delivery.id));
      const body = encryptPush(JSON.stringify(payload), contact.keys);
      if (!body)
        return { kind: 'rejected', reason: 'The keys of this browser are not right; subscribe anew.' };
      const answer = await egress.request(contact.endpoint, {
        method: 'POST',
        headers: {
          ...pushHeaders(delivery, message, now),
          authorization: vapidAuthorization(vapid, { audience: origin, subject, now }),
          'content-type': 'application/octet-stream',
          'content-encoding': 'aes128gcm',
        },
        body,
        timeoutMs,
        maxBytes: 16_384,
      });
      const isGone = answer.kind === 'answered' && (answer.status === 404 || answer.status === 410);
      return isGone ? unsubscribed : httpOutcome(answer, now);
    },
  };
}
