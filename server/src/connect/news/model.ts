/**
 * News of an incident as a mail and as the body of a webhook. The subject is the same for an incident and audience,
 * text and HTML say the same, everything in the HTML is escaped, and it loads nothing. Mails of an incident to an
 * audience are one conversation (RFC 5322, 3.6.4); what somebody follows ends with one click (RFC 8058).
 */
import { cleaned, facts, lead, type News, plainText } from '@muster/contract/inform/channel-text';
import { escaped } from '../../platform/html.ts';
import { oneLine } from '../notification/model.ts';

export interface NewsMail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo?: string;
  references: string;
  headers: Record<string, string>;
}

/** What is sent to one recipient. */
export interface Letter {
  /** The same on each try. */
  id: string;
  news: News;
  thread: Pick<NewsMail, 'messageId' | 'inReplyTo' | 'references'>;
  unsubscribe: string | null;
}

const whyFollowed = 'You follow this in Muster. Stop these mails:';

export function newsMail({ news, thread, unsubscribe }: Omit<Letter, 'id'>): NewsMail {
  return {
    subject: oneLine(news.subject, 200) || 'News',
    text: `${plainText(news)}\n${unsubscribe === null ? '' : `\n${whyFollowed}\n${unsubscribe}\n`}`,
    html: htmlOf(news, unsubscribe),
    ...thread,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribe === null
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}

/** For machines: of news for those outside it names no incident. */
export function newsJson({ id, news }: Pick<Letter, 'id' | 'news'>, maybeDuplicate: boolean): string {
  const { act, subject, heading, text, state, nextAt, at, url } = news;
  return JSON.stringify({
    type: 'news',
    id,
    act,
    subject,
    heading,
    text,
    state,
    nextAt,
    at,
    url,
    ...(maybeDuplicate ? { maybeDuplicate } : {}),
  });
}

function htmlOf(news: News, unsubscribe: string | null): string {
  const before = lead(news);
  const heading = oneLine(news.heading || news.subject, 300);
  const rows = facts(news).map(
    ([label, value]) =>
      `<tr><th align="left" style="padding-right:1em">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  );
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif">',
    `<h1 style="font-size:1.2em">${escaped(heading)}</h1>`,
    ...(before === null ? [] : [`<p><strong>${escaped(before)}</strong></p>`]),
    `<p style="white-space:pre-line">${escaped(cleaned(news.text).trim())}</p>`,
    ...(rows.length > 0 ? [`<table>${rows.join('')}</table>`] : []),
    ...(news.url === null ? [] : [`<p><a href="${escaped(news.url)}">Look at the incident</a></p>`]),
    ...(unsubscribe === null
      ? []
      : [
          `<p style="color:#666;font-size:.9em">You follow this in Muster. <a href="${escaped(unsubscribe)}">Stop these mails</a></p>`,
        ]),
    '</body></html>',
  ].join('\n');
}
