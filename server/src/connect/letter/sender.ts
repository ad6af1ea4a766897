import { type Letter, letterKind } from '../../catalog/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { type EmailSender, notSetUp, openMailbox } from '../email/sender.ts';
import { letterMail } from './model.ts';

interface Needs {
  /** SMTP_URL and MAIL_FROM; null when mail is not set up. */
  mail: { url: string; from: string } | null;
  openLetter(delivery: Pick<Delivery, 'message'>): { to: string; letter: Letter } | undefined;
  timeoutMs?: number;
}

/** Few, and apart from those of the pages, so that letters can never keep a page waiting. */
const connections = 2;

/** Sends letters about people's own accounts. No outcome tells anything of what they hold. */
export function createLetterSender({ mail, openLetter, timeoutMs = 20_000 }: Needs): EmailSender {
  const mailbox = mail && openMailbox({ ...mail, timeoutMs, connections });
  return {
    kind: letterKind,
    async send(delivery) {
      if (!mail || !mailbox) return notSetUp;
      const opened = openLetter(delivery);
      if (!opened) return { kind: 'rejected', reason: 'This letter holds nothing any more.' };
      return mailbox.post(opened.to, letterMail(delivery.id, opened.letter, mail.from));
    },
    close: () => mailbox?.close(),
  };
}
