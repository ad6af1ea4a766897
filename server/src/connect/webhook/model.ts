/**
 * A notification as a webhook: the body of api.md section 3 and the headers of Standard Webhooks. The id is the
 * delivery's on every try, so that a receiver can drop what it already has; `maybeDuplicate` says when a try
 * before may have arrived.
 */
import { createHmac } from 'node:crypto';
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { wireTime } from '../../platform/wire-time.ts';

type Addressed = Pick<Delivery, 'id' | 'person' | 'via' | 'maybeDuplicate'>;

/** The JSON text that is sent and signed. */
export function webhookBody(
  delivery: Addressed,
  message: PageMessage,
  sent: { now: Temporal.Instant; acknowledge: string },
): string {
  const { id, title, service, urgency, state, alerts, url } = message.page;
  const at = wireTime(sent.now);
  const { person, via } = delivery;
  if (message.note) {
    const { text } = message.note;
    return JSON.stringify({ type: 'note', id: delivery.id, person, via, at, title, text, url });
  }
  return JSON.stringify({
    type: 'notification',
    id: delivery.id,
    person,
    via,
    at,
    page: { id, title, service, urgency, state, alerts, url },
    acknowledge: sent.acknowledge,
    ...(delivery.maybeDuplicate ? { maybeDuplicate: true } : {}),
  });
}

/** The headers of Standard Webhooks; without a secret there is nothing to sign with, and no signature. */
export function webhookHeaders(
  id: string,
  body: string,
  secret: string | null,
  now: Temporal.Instant,
): Record<string, string> {
  const timestamp = String(Math.floor(now.epochMilliseconds / 1000));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
  };
  if (secret === null) return headers;
  const code = createHmac('sha256', secretBytes(secret))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return { ...headers, 'webhook-signature': `v1,${code}` };
}

/** `whsec_` announces base64; any other secret is used as it is written. */
function secretBytes(secret: string): Buffer {
  const decoded = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.of();
  return decoded.length > 0 ? decoded : Buffer.from(secret, 'utf8');
}
