import { nextTry, openPost } from '../../inform/index.ts';
import type { Delivery, Outcome, Sender } from '../../platform/delivery/model.ts';
import type { EgressAnswer } from '../../platform/egress/model.ts';
import type { Platform } from '../../platform/platform.ts';
import { notSetUp, openMailbox } from '../email/sender.ts';
import { httpOutcome } from '../notification/outcome.ts';
import { webhookHeaders } from '../webhook/model.ts';

/** Few, and apart from those of the pages, so that ten thousand subscribers never keep a page waiting. */
const connections = 4;
const mailTimeoutMs = 20_000;
const hookTimeoutMs = 10_000;
const nothingLeft: Outcome = { kind: 'rejected', reason: 'There is nobody to send it to any more.' };

/** Sends subscribers what a status page says, and asks those who are new. No outcome tells an address. */
export function createSubscriberSenders(platform: Platform) {
  const { mail } = platform.settings;
  const mailbox = mail && openMailbox({ ...mail, timeoutMs: mailTimeoutMs, connections });
  const byMail: Sender = {
    kind: 'subscriber-mail',
    async send(delivery, now) {
      if (!mailbox) return notSetUp;
      const post = await openPost(platform, delivery);
      if (post?.kind !== 'mail') return nothingLeft;
      return patiently(delivery, await mailbox.post(post.to, post.mail), now);
    },
  };
  const byWebhook: Sender = {
    kind: 'subscriber-webhook',
    async send(delivery, now) {
      const post = await openPost(platform, delivery);
      if (post?.kind !== 'webhook') return nothingLeft;
      const { url, secret, body, challenge } = post;
      const answer = await platform.egress.request(url, {
        method: 'POST',
        headers: webhookHeaders(delivery.id, body, secret, now),
        body,
        timeoutMs: hookTimeoutMs,
        maxBytes: 16_384,
      });
      if (challenge !== null) return answerTo(challenge, answer);
      return patiently(delivery, lasting(httpOutcome(answer, now)), now);
    },
  };
  return { senders: [byMail, byWebhook], close: () => mailbox?.close() };
}

/** A webhook agrees by sending its word back; one that does not is not asked again by itself. */
function answerTo(challenge: string, answer: EgressAnswer): Outcome {
  if (answer.kind !== 'answered') return { kind: 'rejected', reason: answer.reason };
  if (answer.status < 200 || answer.status > 299)
    return { kind: 'rejected', reason: `The receiver answered ${answer.status}.` };
  return answer.body.toString('utf8').includes(challenge)
    ? { kind: 'delivered', note: 'The receiver repeated its word.' }
    : { kind: 'rejected', reason: 'The receiver did not repeat the word that it was sent.' };
}

/** Whatever else a webhook says, it may be mended within the day that it is given (F47). */
function lasting(outcome: Outcome): Outcome {
  return outcome.kind === 'rejected' && !outcome.isGone ? { kind: 'retry', reason: outcome.reason } : outcome;
}

/** News of a page are no call in the night: a receiver in trouble is asked less and less often. */
function patiently({ attempts }: Delivery, outcome: Outcome, now: Temporal.Instant): Outcome {
  return outcome.kind === 'retry' ? { ...outcome, at: outcome.at ?? nextTry(attempts.length, now) } : outcome;
}
