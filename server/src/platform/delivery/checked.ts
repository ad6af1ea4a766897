import type { Delivery, Sender } from './model.ts';

/** What its owner makes of a message in the moment before it is sent: the message to send, or why it must not be. */
export type Prepare = (delivery: Delivery) => Promise<Delivery | { refused: string }>;

/** The same sender, which asks first. What is refused has failed, so that whoever waits for it goes on. */
export function checked(sender: Sender, prepare: Prepare): Sender {
  return {
    kind: sender.kind,
    async send(delivery, now) {
      const ready = await prepare(delivery);
      return 'refused' in ready ? { kind: 'rejected', reason: ready.refused } : sender.send(ready, now);
    },
  };
}
