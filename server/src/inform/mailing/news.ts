/**
 * What a subscriber is sent, as mail in text and HTML and as the body of a webhook. Both say the same; the HTML loads
 * nothing and everything in it is escaped; a title is one line whatever it holds, so that it forges no header.
 */
import { escaped } from '../../platform/html.ts';
import { threadHeaders } from './thread.ts';

export interface SubscriberMail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo?: string;
  references?: string;
  headers: Record<string, string>;
}

/** What a page said, as it stood when it was said. */
export interface Mailing {
  id: string;
  notice: string;
  /** The mailing before it about the same notice. */
  previous: string | null;
  act: 'created' | 'updated' | 'retracted';
  title: string;
  text: string;
  /** In plain words, such as "Investigating". */
  stage: string;
  components: { name: string; state: string }[];
  at: string;
}

export interface Letterhead {
  page: { name: string; slug: string; url: string };
  /** Of the subscriber; the secret is in both. */
  links: { manage: string; unsubscribe: string };
  domain: string;
}

const calm = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

export function newsMail(mailing: Mailing, subscriber: string, head: Letterhead): SubscriberMail {
  const { page, links, domain } = head;
  const title = oneLine(mailing.title, 200);
  const lead = mailing.act === 'retracted' ? 'This was taken back.' : oneLine(mailing.stage, 60);
  const affected = mailing.components.map(({ name, state }) => `${oneLine(name, 120)}: ${inWords(state)}`);
  const mine = (one: string) => `${one}.${subscriber}`;
  return {
    subject: `${oneLine(page.name, 80)}: ${title}`,
    text: [
      title,
      '',
      lead,
      '',
      paragraphs(mailing.text).join('\n\n'),
      '',
      ...(affected.length > 0 ? ['Affected:', ...affected.map((one) => `- ${one}`), ''] : []),
      `${mailing.at.slice(0, 16).replace('T', ' ')} UTC`,
      page.url,
      '',
      `You asked for the news of ${oneLine(page.name, 80)}. Change or end that:`,
      links.manage,
      '',
    ].join('\n'),
    html: document([
      `<h1 style="font-size:1.2em">${escaped(title)}</h1>`,
      `<p><strong>${escaped(lead)}</strong></p>`,
      ...paragraphs(mailing.text).map((one) => `<p>${escaped(one).replaceAll('\n', '<br>')}</p>`),
      ...(affected.length > 0
        ? [`<ul>${affected.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`]
        : []),
      `<p>${escaped(mailing.at.slice(0, 16).replace('T', ' '))} UTC. <a href="${escaped(page.url)}">Look at the page</a></p>`,
      `<p style="color:#666;font-size:.9em">You asked for the news of ${escaped(oneLine(page.name, 80))}. <a href="${escaped(links.manage)}">Change or end that</a></p>`,
    ]),
    ...threadHeaders({
      domain,
      thread: mailing.notice,
      message: mine(mailing.id),
      previous: mailing.previous && mine(mailing.previous),
    }),
    headers: {
      ...calm,
      'List-Id': `<${page.slug}.status.${domain}>`,
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** Asks a mailbox whether it agrees. It shows nothing that whoever typed in the address could have written. */
export function askMail(
  id: string,
  confirm: string,
  { page, domain }: Omit<Letterhead, 'links'>,
): SubscriberMail {
  return plainMail(`<${id}@${domain}>`, {
    subject: `${oneLine(page.name, 80)}: confirm your subscription`,
    text: `Somebody, probably you, asked for the news of ${oneLine(page.name, 80)} to be sent to this address.`,
    link: { label: 'Confirm it (the link works once, for a day)', url: confirm },
    ending: 'If it was not you, do nothing: then nothing is sent.',
  });
}

/** To a mailbox that gets the news already and was typed in again. */
export function remindMail(id: string, { page, links, domain }: Letterhead): SubscriberMail {
  return plainMail(`<${id}@${domain}>`, {
    subject: `${oneLine(page.name, 80)}: your subscription`,
    text: `This address already gets the news of ${oneLine(page.name, 80)}.`,
    link: { label: 'Change or end that', url: links.manage },
    ending: 'If you did not ask for this mail, do nothing.',
  });
}

/** The JSON text of a webhook, which is signed. */
export function newsBody(id: string, mailing: Mailing, { page, links }: Letterhead): string {
  const { notice, act, title, text, stage, components, at } = mailing;
  return JSON.stringify({
    type: 'status',
    id,
    page,
    notice: { id: notice, act, title, text, state: stage, components, at },
    manage: links.manage,
  });
}

/** What a webhook is asked once. Only whoever reads it learns with what its messages are signed. */
export function challengeBody(
  id: string,
  given: { challenge: string; secret: string },
  { page, links }: Letterhead,
): string {
  return JSON.stringify({ type: 'challenge', id, page, ...given, manage: links.manage });
}

export function inWords(state: string): string {
  return oneLine(state.replaceAll('_', ' '), 40);
}

function plainMail(
  messageId: string,
  said: { subject: string; text: string; link: { label: string; url: string }; ending: string },
): SubscriberMail {
  const { subject, text, link, ending } = said;
  return {
    subject,
    text: [text, '', `${link.label}:`, link.url, '', ending, ''].join('\n'),
    html: document([
      `<p>${escaped(text)}</p>`,
      `<p><a href="${escaped(link.url)}"><strong>${escaped(link.label)}</strong></a></p>`,
      `<p style="color:#666;font-size:.9em">${escaped(ending)}</p>`,
    ]),
    messageId,
    headers: calm,
  };
}

function document(parts: string[]): string {
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif">',
    ...parts,
    '</body></html>',
  ].join('\n');
}

/** What people wrote, by its empty lines; marks that turn the direction of writing and control characters go. */
function paragraphs(text: string): string[] {
  const clean = text
    .slice(0, 20_000)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');
  return clean
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function oneLine(text: string, longest: number): string {
  const line = paragraphs(text).join(' ').replace(/\s+/g, ' ');
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}
