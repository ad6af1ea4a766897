import { createTransport } from 'nodemailer';
import { TooLate, within } from '../../platform/clock.ts';
import type { Outcome, Sender } from '../../platform/delivery/model.ts';
import { letterMail } from '../letter/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import { noteLetter, pageMail } from './model.ts';

interface Needs extends ContactBook {
  /** SMTP_URL and MAIL_FROM; null when mail is not set up. */
  mail: { url: string; from: string } | null;
  /** For everything together, waiting for a free connection included; shorter than the lease of a delivery. */
  timeoutMs?: number;
}

/** A sender that keeps connections, to be closed when the app stops. */
export interface EmailSender extends Sender {
  close(): void;
}

/** Sends notifications through the operator's mail server, over a few connections that are kept. */
export function createEmailSender({
  mail,
  findContact,
  acknowledgeUrl,
  timeoutMs = 20_000,
}: Needs): EmailSender {
  const mailbox = mail && openMailbox({ ...mail, timeoutMs, connections: 8 });
  return {
    kind: 'email',
    async send(delivery) {
      if (!mail || !mailbox) return notSetUp;
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'email') return { kind: 'rejected', reason: 'This address was removed.' };
      const message = pageMessage(delivery);
      const links = { from: mail.from, acknowledge: acknowledgeUrl(delivery.id) };
      const written = message.note
        ? letterMail(delivery.id, noteLetter(message, message.note), mail.from)
        : pageMail(delivery, message, links);
      return mailbox.post(contact.to, written);
    },
    close: () => mailbox?.close(),
  };
}

export const notSetUp: Outcome = {
  kind: 'rejected',
  reason: 'Mail is not set up on this server (SMTP_URL).',
};

/** What is written in a mail. */
export interface Written {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo?: string;
  references?: string;
  priority?: 'high' | 'normal';
  headers: Record<string, string>;
  /** An invitation that calendars take in. */
  icalEvent?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

interface MailboxNeeds {
  url: string;
  from: string;
  timeoutMs: number;
  /** How many are kept open to the mail server. */
  connections: number;
}

/** The operator's mail server, over a few connections that are kept. */
export function openMailbox({ url, from, timeoutMs, connections }: MailboxNeeds) {
  const transport = openTransport(url, timeoutMs, connections);
  return {
    async post(address: string, written: Written): Promise<Outcome> {
      const giveUp = new AbortController();
      const sent = transport.sendMail({
        ...written,
        from,
        // As a value, so that nothing in it is read as a second address.
        to: { name: '', address },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: giveUp.signal,
      });
      try {
        await within(timeoutMs, sent, 'the mail server');
        return { kind: 'delivered', note: 'The mail server took it.' };
      } catch (error) {
        giveUp.abort();
        return failure(error, timeoutMs);
      }
    },
    close: () => transport.close(),
  };
}

/** A connection that breaks fails its mail at once: the platform counts and spaces the tries. */
function openTransport(url: string, timeoutMs: number, maxConnections: number) {
  return createTransport({
    url,
    pool: true,
    maxConnections,
    maxMessages: 100,
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
}

/**
 * By the reply code: 4xx is worth another try, 5xx is a no (RFC 5321, section 4.2.1). A refused sign-in says
 * nothing about this mail and may be mended, so it is tried again. Only codes are told: a server's words may hold
 * addresses and more.
 */
function failure(error: unknown, timeoutMs: number): Outcome {
  if (error instanceof TooLate) {
    return { kind: 'retry', reason: `The mail server did not answer within ${timeoutMs / 1000} s.` };
  }
  const { code, responseCode } = smtpCodes(error);
  if (code === 'EAUTH') return { kind: 'retry', reason: 'The mail server refused our sign-in.' };
  if (code === 'EENVELOPE' && responseCode === undefined) {
    return { kind: 'rejected', reason: 'The address cannot be written to.' };
  }
  if (responseCode === undefined)
    return { kind: 'retry', reason: `The mail server cannot be reached (${code}).` };
  const reason = `The mail server answered ${responseCode}.`;
  if (responseCode < 500) return { kind: 'retry', reason };
  return isNobody(code, responseCode)
    ? { kind: 'rejected', reason, isGone: true }
    : { kind: 'rejected', reason };
}

/** No to the recipient, for good: there is no such mailbox, or it was given up (RFC 5321, section 4.2.3). */
function isNobody(code: string, responseCode: number): boolean {
  return code === 'EENVELOPE' && [550, 551, 553, 556].includes(responseCode);
}

function smtpCodes(error: unknown): { code: string; responseCode: number | undefined } {
  const given = typeof error === 'object' && error !== null ? error : {};
  const responseCode = 'responseCode' in given ? given.responseCode : undefined;
  return {
    code: 'code' in given && typeof given.code === 'string' ? given.code : 'no code',
    responseCode: typeof responseCode === 'number' && responseCode >= 400 ? responseCode : undefined,
  };
}
