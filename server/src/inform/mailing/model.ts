/** What a message to a subscriber holds while it waits; what it says is read at the moment when it is sent. */
import type { Delivery } from '../../platform/delivery/model.ts';
import type { SubscriberMail } from './news.ts';

/** What leaves. `challenge` is what a webhook has to repeat for the message to have arrived. */
export type Post =
  | { kind: 'mail'; to: string; mail: SubscriberMail }
  | { kind: 'webhook'; url: string; secret: string; body: string; challenge: string | null };

interface Message {
  what?: string;
  sealed?: string;
  mailing?: string;
}

/** The guarantee: only this slice queues deliveries of these kinds, and it writes these shapes. */
export function messageOf({ message }: Pick<Delivery, 'message'>): Message {
  return message as Message;
}
