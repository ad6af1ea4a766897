/**
 * The same news as each channel carries them, with the limits that the channel has. Pure and shared: what the screen
 * previews is what is sent. Everything that people wrote stays text: Slack and Microsoft Teams get it in elements that
 * read no markup and mention nobody, and mail escapes it.
 */
import { cut } from '../platform/cut.ts';
import { fitted, simpler, sizeOf } from '../platform/sms-size.ts';

/** What is sent, as it was when it was sent; every way out writes its own form of it. */
export interface News {
  act: 'published' | 'retracted' | 'corrected' | 'test';
  /** For those outside: neither the incident's reference nor its title nor an address of ours is in it. */
  outside: boolean;
  /** The same for all mails of an incident to an audience, so that they are one conversation. */
  subject: string;
  /** What stands above the text. */
  heading: string;
  text: string;
  /** As status pages say it; null where nobody said. */
  state: string | null;
  /** When the next news are promised. */
  nextAt: string | null;
  /** When these went out, or those that are taken back or put right did. */
  at: string;
  /** Where more stands; null for those outside. */
  url: string | null;
}

export const slackLimits = { heading: 150, section: 3_000 } as const;
/** Of the card as JSON, well below the 28 kB that the channel takes. */
export const msTeamsBytes = 20_000;
export const smsParts = 3;

/** What is said before the text where earlier news no longer hold. */
export function lead({ act, at }: Pick<News, 'act' | 'at'>): string | null {
  if (act === 'test') return 'This is a test. Nothing is wrong.';
  if (act === 'published') return null;
  const when = `${readable(at)}`;
  return act === 'retracted'
    ? `We take back what we wrote at ${when}.`
    : `This takes the place of what we wrote at ${when}.`;
}

/** What stands below the text: how far it is, and when to expect more. */
export function facts({ state, nextAt }: Pick<News, 'state' | 'nextAt'>): [label: string, value: string][] {
  return [
    ...(state === null ? [] : [['State', stateWords[state] ?? state] as [string, string]]),
    ...(nextAt === null ? [] : [['Next news', `by ${readable(nextAt)}`] as [string, string]]),
  ];
}

const stateWords: Readonly<Record<string, string>> = {
  investigating: 'Investigating',
  identified: 'Cause found',
  monitoring: 'Watching',
  resolved: 'Resolved',
};

/** In UTC, because it is read in any place. */
export function readable(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** The lines of a text without what turns the direction of writing or controls a terminal. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
}

function lined(text: string): string {
  return cleaned(text).replace(/\s+/g, ' ').trim();
}

/** The text of a mail; the HTML says the same. */
export function plainText(news: News): string {
  const before = lead(news);
  return [
    ...(before === null ? [] : [before, '']),
    ...(news.heading && !news.subject.endsWith(news.heading) ? [lined(news.heading), ''] : []),
    cleaned(news.text).trim(),
    ...facts(news).flatMap(([label, value], i) => [...(i === 0 ? [''] : []), `${label}: ${value}`]),
    ...(news.url === null ? [] : ['', news.url]),
  ].join('\n');
}

/** At most `smsParts` parts; the text gives way, when to hear more stays. */
export function smsText(news: News): string {
  const [, next] = facts(news).find(([label]) => label === 'Next news') ?? [];
  const start = [lead(news), lined(news.heading || news.subject), lined(news.text)]
    .filter((one) => one)
    .join(' ');
  return fitted(simpler(start), next ? ` Next news ${next}` : '', smsParts);
}

/** The body that an incoming address of Slack takes. */
export function slackBody(news: News): object {
  const before = lead(news);
  const parts = [
    ...(before === null ? [] : [before]),
    ...inPieces(cleaned(news.text).trim(), slackLimits.section),
  ];
  const below = [
    ...facts(news).map(([label, value]) => `${label}: ${value}`),
    ...(news.url ? [news.url] : []),
  ];
  const heading = lined(news.heading || news.subject);
  return {
    // What a notification shows; signs that would be markup are written so that they are not.
    text: escapedForSlack(cut(`${heading}: ${lined(news.text)}`, 1_000)),
    unfurl_links: false,
    blocks: [
      { type: 'header', text: plain(shortened(heading, slackLimits.heading)) },
      ...parts.map((text) => ({ type: 'section', text: plain(text) })),
      ...(below.length > 0 ? [{ type: 'context', elements: below.map(plain) }] : []),
    ],
  };
}

/** The body that a workflow of Microsoft Teams takes: a card whose texts are runs, which read no markup. */
export function msTeamsBody(news: News): object {
  const text = cleaned(news.text).trim();
  const whole = msTeamsCard(news, text);
  if (bytesOf(whole) <= msTeamsBytes) return whole;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytesOf(msTeamsCard(news, shortened(text, middle))) <= msTeamsBytes) low = middle;
    else high = middle - 1;
  }
  return msTeamsCard(news, shortened(text, low));
}

function msTeamsCard(news: News, text: string): object {
  const before = lead(news);
  const run = (words: string, more: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: words, ...more }],
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            run(shortened(lined(news.heading || news.subject), 300), { weight: 'Bolder', size: 'Medium' }),
            ...(before === null ? [] : [run(before)]),
            run(text),
            ...facts(news).map(([label, value]) => run(`${label}: ${value}`, { isSubtle: true })),
          ],
          ...(news.url === null
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: 'Open', url: news.url }] }),
        },
      },
    ],
  };
}

/** What becomes of the news on the way: nothing, or how much of it is cut. */
export interface Fit {
  channel: 'mail' | 'slack' | 'msteams' | 'sms' | 'webhook';
  /** How long it is there, in words. */
  size: string;
  /** Whether the end of the text is cut off. */
  cut: boolean;
}

/** How the news fit into each channel, in the order in which they are shown. */
export function fits(news: News): Fit[] {
  const sms = smsText(news);
  const { parts, alphabet } = sizeOf(sms);
  const card = msTeamsBody(news);
  const wholeCard = bytesOf(msTeamsCard(news, cleaned(news.text).trim()));
  return [
    { channel: 'mail', size: `${plainText(news).length} characters`, cut: false },
    {
      channel: 'sms',
      size: `${parts} of ${smsParts} parts${alphabet === 'ucs2' ? ', with signs that make parts shorter' : ''}`,
      cut: sms.includes('...') && !simpler(lined(news.text)).includes('...'),
    },
    {
      channel: 'slack',
      size: `${inPieces(cleaned(news.text).trim(), slackLimits.section).length} sections`,
      cut: false,
    },
    { channel: 'msteams', size: `${bytesOf(card)} of ${msTeamsBytes} bytes`, cut: wholeCard > msTeamsBytes },
    { channel: 'webhook', size: 'whole, as JSON', cut: false },
  ];
}

function plain(text: string): object {
  return { type: 'plain_text', text, emoji: false };
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${cut(text, Math.max(0, most - 1)).trimEnd()}…`;
}

/** In pieces that each fit, cut where a line ends if one does in the second half. */
function inPieces(text: string, most: number): string[] {
  const pieces: string[] = [];
  for (let rest = text; rest !== ''; ) {
    if (rest.length <= most) return [...pieces, rest];
    const end = rest.lastIndexOf('\n', most);
    const piece = end > most / 2 ? rest.slice(0, end) : cut(rest, most);
    pieces.push(piece);
    rest = rest.slice(piece.length).replace(/^\n/, '');
  }
  return pieces;
}

function escapedForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function bytesOf(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
