/**
 * A notification as a mail. The subject is one line whatever the title holds; text and HTML say the same; the HTML
 * loads nothing and everything in it is escaped. A retry carries the same Message-ID, so that mail programs show
 * one mail; all mails of a page name it in References, so that they show one conversation.
 */

import type { Letter } from '../../catalog/index.ts';
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { escaped } from '../../platform/html.ts';
import { mailDomain } from '../../platform/mail-domain.ts';
import { oneLine } from '../notification/model.ts';

export interface PageMail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  references: string;
  priority: 'high' | 'normal';
  headers: Record<string, string>;
}

type Addressed = Pick<Delivery, 'id' | 'maybeDuplicate'>;

/** `from` is the sender's address as it was set, with or without a name. */
export function pageMail(
  delivery: Addressed,
  message: PageMessage,
  links: { from: string; acknowledge: string },
): PageMail {
  const { page } = message;
  const lines = linesOf(delivery, message);
  const domain = mailDomain(links.from);
  const about = page.service === null ? urgencyOf(page) : `${urgencyOf(page)}, ${oneLine(page.service, 64)}`;
  return {
    subject: `${about}: ${oneLine(page.title, 200)}`,
    text: textOf(lines, page.url, links.acknowledge),
    html: htmlOf(lines, page.url, links.acknowledge),
    messageId: `<${delivery.id}@${domain}>`,
    references: `<${page.id}@${domain}>`,
    priority: page.urgency === 'high' ? 'high' : 'normal',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** What calls nobody, as a letter. */
export function noteLetter(
  { page }: PageMessage,
  { text, label = 'How I am reached' }: { text: string; label?: string },
): Letter {
  const title = oneLine(page.title, 600);
  return {
    subject: title,
    paragraphs: [title, oneLine(text, 1_000)],
    link: { url: page.url, label },
  };
}

interface Lines {
  title: string;
  facts: [label: string, value: string][];
  notice: string | null;
}

function linesOf({ maybeDuplicate }: Addressed, { page, reason, openedAt }: PageMessage): Lines {
  return {
    title: oneLine(page.title, 1_000),
    facts: [
      ['Service', page.service === null ? 'none' : oneLine(page.service, 200)],
      ['Urgency', page.urgency],
      ['State', oneLine(page.state, 50)],
      ['Alerts', String(page.alerts)],
      ['Since', readableTime(openedAt)],
      ['Why you', oneLine(reason, 500)],
    ],
    notice: maybeDuplicate ? 'You may have got this mail before: an earlier try had no clear end.' : null,
  };
}

function textOf({ title, facts, notice }: Lines, url: string, acknowledge: string): string {
  return [
    title,
    '',
    ...facts.map(([label, value]) => `${`${label}:`.padEnd(9)} ${value}`),
    '',
    'Acknowledge (opens a page with a button; the link works once):',
    acknowledge,
    '',
    'Look at the page:',
    url,
    ...(notice === null ? [] : ['', notice]),
    '',
  ].join('\n');
}

function htmlOf({ title, facts, notice }: Lines, url: string, acknowledge: string): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th align="left" style="padding-right:1em">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  );
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif">',
    `<h1 style="font-size:1.2em">${escaped(title)}</h1>`,
    `<table>${rows.join('')}</table>`,
    `<p><a href="${escaped(acknowledge)}"><strong>Acknowledge</strong></a> (opens a page with a button; the link works once)</p>`,
    `<p><a href="${escaped(url)}">Look at the page</a></p>`,
    ...(notice === null ? [] : [`<p>${escaped(notice)}</p>`]),
    '</body></html>',
  ].join('\n');
}

function urgencyOf(page: PageMessage['page']): string {
  return page.urgency === 'high' ? 'High urgency' : 'Low urgency';
}

/** In UTC, because a mail is read in any place: `2026-01-05 09:00:03 UTC`. */
function readableTime(instant: string): string {
  return `${Temporal.Instant.from(instant).toString({ smallestUnit: 'second' }).slice(0, 19).replace('T', ' ')} UTC`;
}
