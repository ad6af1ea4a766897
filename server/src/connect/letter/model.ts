/**
 * A letter about a person's own account as a mail. Text and HTML say the same; the HTML loads nothing, and whatever
 * stands in it is escaped, because names and browsers come from strangers. Each line stays one line.
 */
import type { Letter } from '../../catalog/index.ts';
import { domainOf, escaped } from '../email/model.ts';
import { oneLine } from '../notification/model.ts';

export interface LetterMail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
}

const ending = 'Muster wrote this letter about your account. Answers to it are read by nobody.';

/** `from` is the sender's address as it was set, with or without a name. */
export function letterMail(id: string, letter: Letter, from: string): LetterMail {
  const clean = {
    paragraphs: letter.paragraphs.map((text) => oneLine(text, 1_000)),
    facts: (letter.facts ?? []).map(({ label, value }) => ({
      label,
      value: oneLine(value, 300) || 'unknown',
    })),
    link: letter.link,
  };
  return {
    subject: oneLine(letter.subject, 200) || 'Your Muster account',
    text: textOf(clean),
    html: htmlOf(clean),
    messageId: `<${id}@${domainOf(from)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

type Clean = Required<Pick<Letter, 'paragraphs' | 'facts'>> & { link: Letter['link'] };

function textOf({ paragraphs, facts, link }: Clean): string {
  const width = Math.max(0, ...facts.map(({ label }) => label.length)) + 1;
  return [
    ...paragraphs.flatMap((text) => [text, '']),
    ...facts.map(({ label, value }) => `${`${label}:`.padEnd(width)} ${value}`),
    ...(facts.length > 0 ? [''] : []),
    ...(link ? [`${link.label}:`, link.url, ''] : []),
    ending,
    '',
  ].join('\n');
}

function htmlOf({ paragraphs, facts, link }: Clean): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th align="left" style="padding-right:1em">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  );
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif">',
    ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
    ...(rows.length > 0 ? [`<table>${rows.join('')}</table>`] : []),
    ...(link ? [`<p><a href="${escaped(link.url)}"><strong>${escaped(link.label)}</strong></a></p>`] : []),
    `<p style="color:#666;font-size:.9em">${ending}</p>`,
    '</body></html>',
  ].join('\n');
}
