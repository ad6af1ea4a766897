/**
 * A letter about a person's own account as a mail. Text and HTML say the same; the HTML loads nothing, and whatever
 * stands in it is escaped, because names and browsers come from strangers. Each line stays one line.
 */
import type { Letter } from '../../catalog/index.ts';
import { escaped } from '../../platform/html.ts';
import { mailDomain } from '../../platform/mail-domain.ts';
import { oneLine } from '../notification/model.ts';

export interface LetterMail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
  icalEvent?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

const ending = 'Muster wrote this letter about your account. Answers to it are read by nobody.';
const chosen = 'You chose to get this letter. It stops with one click:';

/** `from` is the sender's address as it was set, with or without a name. */
export function letterMail(id: string, letter: Letter, from: string): LetterMail {
  const clean = {
    paragraphs: letter.paragraphs.map((text) => oneLine(text, 1_000)),
    facts: (letter.facts ?? []).map(({ label, value }) => ({
      label,
      value: oneLine(value, 300) || 'unknown',
    })),
    link: letter.link,
    stop: letter.stop,
    sections: (letter.sections ?? []).map(({ title, lines }) => ({
      title: oneLine(title, 200),
      lines: lines.map(({ text, url }) => ({ text: oneLine(text, 400), url })),
    })),
  };
  return {
    subject: oneLine(letter.subject, 200) || 'Your Muster account',
    text: textOf(clean),
    html: htmlOf(clean),
    messageId: `<${id}@${mailDomain(from)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(letter.stop === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${letter.stop}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    ...(letter.calendar
      ? { icalEvent: { method: letter.calendar.method, content: letter.calendar.text } }
      : {}),
  };
}

type Clean = Required<Pick<Letter, 'paragraphs' | 'facts'>> & {
  sections: { title: string; lines: { text: string; url: string | undefined }[] }[];
  link: Letter['link'];
  stop: Letter['stop'];
};

function textOf({ paragraphs, facts, sections, link, stop }: Clean): string {
  const width = Math.max(0, ...facts.map(({ label }) => label.length)) + 1;
  return [
    ...paragraphs.flatMap((text) => [text, '']),
    ...facts.map(({ label, value }) => `${`${label}:`.padEnd(width)} ${value}`),
    ...(facts.length > 0 ? [''] : []),
    ...sections.flatMap(({ title, lines }) => [
      title,
      ...lines.flatMap(({ text, url }) => [`- ${text}`, ...(url === undefined ? [] : [`  ${url}`])]),
      '',
    ]),
    ...(link ? [`${link.label}:`, link.url, ''] : []),
    ...(stop === undefined ? [ending] : [chosen, stop]),
    '',
  ].join('\n');
}

function htmlOf({ paragraphs, facts, sections, link, stop }: Clean): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th align="left" style="padding-right:1em">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  );
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif">',
    ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
    ...(rows.length > 0 ? [`<table>${rows.join('')}</table>`] : []),
    ...sections.map(
      ({ title, lines }) =>
        `<h2 style="font-size:1.1em">${escaped(title)}</h2><ul>${lines.map(lineOf).join('')}</ul>`,
    ),
    ...(link ? [`<p><a href="${escaped(link.url)}"><strong>${escaped(link.label)}</strong></a></p>`] : []),
    `<p style="color:#666;font-size:.9em">${stop === undefined ? ending : `${chosen} <a href="${escaped(stop)}">stop</a>`}</p>`,
    '</body></html>',
  ].join('\n');
}

function lineOf({ text, url }: { text: string; url?: string | undefined }): string {
  return url === undefined
    ? `<li>${escaped(text)}</li>`
    : `<li><a href="${escaped(url)}">${escaped(text)}</a></li>`;
}
