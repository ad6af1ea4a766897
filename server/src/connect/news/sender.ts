import { msTeamsBody, slackBody, smsText } from '@muster/contract/inform/channel-text';
import { newsSenderKinds, type Outgoing, outgoing } from '../../inform/index.ts';
import type { Delivery, Outcome, Sender } from '../../platform/delivery/model.ts';
import type { Platform } from '../../platform/platform.ts';
import { notSetUp, openMailbox } from '../email/sender.ts';
import { httpOutcome } from '../notification/outcome.ts';
import type { Exchange } from '../provider/sender.ts';
import { webhookHeaders } from '../webhook/model.ts';
import { newsJson, newsMail } from './model.ts';

/** Few, and apart from those of the pages: ten thousand recipients never keep a page waiting. */
const connections = 6;
const timeoutMs = 20_000;
const hookTimeoutMs = 10_000;
const nobody: Outcome = { kind: 'rejected', reason: 'There is nobody to send it to any more.' };

/** Sends news of incidents to people and lists. No outcome tells an address. */
export function createNewsSenders(platform: Platform, exchange: Exchange) {
  const { settings, egress } = platform;
  const { mail } = settings;
  const mailbox = mail && openMailbox({ ...mail, timeoutMs, connections });
  const byMail: Sender = {
    kind: newsSenderKinds.mail,
    async send(delivery, now) {
      if (!mailbox) return notSetUp;
      const out = await outgoing(platform, delivery);
      if (out?.to.kind !== 'mail') return nobody;
      return patiently(delivery, await mailbox.post(out.to.to, newsMail(out)), now);
    },
  };
  const byWeb: Sender = {
    kind: newsSenderKinds.web,
    async send(delivery, now) {
      const out = await outgoing(platform, delivery);
      if (!out || out.to.kind === 'mail' || out.to.kind === 'sms') return nobody;
      const body = bodyOf(out, delivery.maybeDuplicate);
      const secret = out.to.kind === 'webhook' ? (out.to.secret ?? null) : null;
      const answer = await egress.request(out.to.url, {
        method: 'POST',
        headers: {
          ...webhookHeaders(delivery.id, body, secret, now),
          'content-type': 'application/json; charset=utf-8',
        },
        body,
        timeoutMs: hookTimeoutMs,
        maxBytes: 16_384,
      });
      return patiently(delivery, httpOutcome(answer, now), now);
    },
  };
  const bySms: Sender = {
    kind: newsSenderKinds.sms,
    async send(delivery) {
      const out = await outgoing(platform, delivery);
      if (out?.to.kind !== 'sms') return nobody;
      return exchange.hand({ class: 'sms', delivery, to: out.to.to, write: () => smsText(out.news) });
    },
  };
  return { senders: [byMail, byWeb, bySms], close: () => mailbox?.close() };
}

function bodyOf(out: Outgoing, maybeDuplicate: boolean): string {
  if (out.to.kind === 'slack') return JSON.stringify(slackBody(out.news));
  if (out.to.kind === 'msteams') return JSON.stringify(msTeamsBody(out.news));
  return newsJson(out, maybeDuplicate);
}

/** Seconds to wait after the n-th try: news are no call in the night, and a receiver in trouble is given time. */
const waits = [5, 15, 60, 180, 600, 900];

function patiently({ attempts }: Delivery, outcome: Outcome, now: Temporal.Instant): Outcome {
  if (outcome.kind !== 'retry' || outcome.at) return outcome;
  return { ...outcome, at: now.add({ seconds: waits[Math.min(attempts.length, waits.length - 1)] ?? 900 }) };
}
