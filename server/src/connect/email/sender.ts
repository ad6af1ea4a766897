import { createTransport } from 'nodemailer';
import { TooLate, within } from '../../platform/clock.ts';
import type { Outcome, Sender } from '../../platform/delivery/model.ts';
import { type ContactBook, pageMessage } from '../notification/model.ts';
import { pageMail } from './model.ts';

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
  const transport = mail && openTransport(mail.url, timeoutMs);
  return {
    kind: 'email',
    async send(delivery) {
      if (!mail || !transport) {
        return { kind: 'rejected', reason: 'Mail is not set up on this server (SMTP_URL).' };
      }
      const contact = await findContact(delivery.person, delivery.via);
      if (contact?.kind !== 'email') return { kind: 'rejected', reason: 'This address was removed.' };
      const links = { from: mail.from, acknowledge: acknowledgeUrl(delivery.id) };
      const giveUp = new AbortController();
      const sent = transport.sendMail({
        ...pageMail(delivery, pageMessage(delivery), links),
        from: mail.from,
        // As a value, so that nothing in it is read as a second address.
        to: { name: '', address: contact.to },
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
    close: () => transport?.close(),
  };
}

/** A connection that breaks fails its mail at once: the platform counts and spaces the tries. */
function openTransport(url: string, timeoutMs: number) {
  return createTransport({
    url,
    pool: true,
    maxConnections: 8,
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
  const kind = responseCode >= 500 ? 'rejected' : 'retry';
  return { kind, reason: `The mail server answered ${responseCode}.` };
}

function smtpCodes(error: unknown): { code: string; responseCode: number | undefined } {
  const given = typeof error === 'object' && error !== null ? error : {};
  const responseCode = 'responseCode' in given ? given.responseCode : undefined;
  return {
    code: 'code' in given && typeof given.code === 'string' ? given.code : 'no code',
    responseCode: typeof responseCode === 'number' && responseCode >= 400 ? responseCode : undefined,
  };
}
