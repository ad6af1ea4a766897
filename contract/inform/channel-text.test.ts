import { describe, expect, test } from 'vitest';
import { sizeOf } from '../platform/sms-size.ts';
import {
  fits,
  msTeamsBody,
  msTeamsBytes,
  type News,
  plainText,
  slackBody,
  slackLimits,
  smsParts,
  smsText,
} from './channel-text.ts';

function news(over: Partial<News> = {}): News {
  return {
    act: 'published',
    outside: false,
    subject: 'INC-7: Payments fail',
    heading: 'Payments fail',
    text: 'We look into it.',
    state: null,
    at: '2026-03-02T10:00:00.000Z',
    nextAt: '2026-03-02T10:20:00.000Z',
    url: 'https://muster.example/incidents/INC-7/brief',
    ...over,
  };
}
const long = 'A line of words that tells what happened.\n'.repeat(480).trim();
const hostile = '<script>alert(1)</script> <!channel> @everyone [x](javascript:1) {{7*7}} \u202egnp\u0007';
const texts = (body: object): string[] =>
  [...JSON.stringify(body).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map((one) => JSON.parse(one[1] ?? ''));

test('a mail says what, how far, and when to hear more, and the incident once', () => {
  expect(plainText(news({ state: 'identified' }))).toBe(
    [
      'We look into it.',
      '',
      'State: Cause found',
      'Next news: by 2026-03-02 10:20 UTC',
      '',
      'https://muster.example/incidents/INC-7/brief',
    ].join('\n'),
  );
});

test.each([
  ['retracted', 'We take back what we wrote at 2026-03-02 10:00 UTC.'],
  ['corrected', 'This takes the place of what we wrote at 2026-03-02 10:00 UTC.'],
  ['test', 'This is a test. Nothing is wrong.'],
] as const)('news that are %s say so first, in each channel', (act, first) => {
  const one = news({ act });
  expect(plainText(one).startsWith(first)).toBe(true);
  expect(smsText(one).startsWith(first)).toBe(true);
  expect(texts(slackBody(one))).toContain(first);
  expect(texts(msTeamsBody(one))).toContain(first);
});

describe('too long a text', () => {
  test('is parted for Slack where lines end, and nothing of it is lost', () => {
    const parts = texts(slackBody(news({ text: long }))).filter((one) => one.startsWith('A line'));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.every((one) => one.length <= slackLimits.section)).toBe(true);
    expect(parts.join('\n')).toBe(long);
  });
  test('is cut for Microsoft Teams below what it takes, whatever the signs weigh', () => {
    for (const text of [long.repeat(3), '漢'.repeat(20_000), '"'.repeat(20_000), '😀'.repeat(9_000)]) {
      const body = JSON.stringify(msTeamsBody(news({ text })));
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(msTeamsBytes);
      expect(body).toContain('…');
      expect(body.isWellFormed()).toBe(true);
    }
  });
  test('is cut for a text message, and still says when to hear more (row 45)', () => {
    for (const text of ['x'.repeat(2_000), '漢'.repeat(2_000)]) {
      const sms = smsText(news({ text }));
      expect(sizeOf(sms).parts).toBeLessThanOrEqual(smsParts);
      expect(sms.endsWith('... Next news by 2026-03-02 10:20 UTC')).toBe(true);
    }
  });
  test('is told for each channel before it is sent', () => {
    const cut = (text: string) =>
      fits(news({ text }))
        .filter((one) => one.cut)
        .map((one) => one.channel);
    expect(cut('Short.')).toEqual([]);
    expect(cut('x'.repeat(2_000))).toEqual(['sms']);
    expect(cut(long.repeat(2))).toEqual(['sms', 'msteams']);
  });
  test('a heading is cut for Slack', () => {
    const [, heading] = texts(slackBody(news({ heading: 'h'.repeat(300) })));
    expect(heading).toHaveLength(slackLimits.heading);
  });
});

test('hostile texts stay texts: no markup is read, nobody is mentioned, nothing turns the line (rows 38-44)', () => {
  const one = news({ text: hostile, heading: hostile });
  const slack = JSON.stringify(slackBody(one));
  expect(slack).not.toMatch(/mrkdwn/);
  expect(texts(slackBody(one))[0]).toContain('&lt;!channel&gt;');
  const card = JSON.stringify(msTeamsBody(one));
  expect(card).not.toMatch(/"TextBlock"|<at>/);
  expect(card).toContain('RichTextBlock');
  for (const text of [slack, card, plainText(one), smsText(one)])
    expect(JSON.stringify(text)).not.toMatch(/\u202e|\\u0007|\\u202e/);
});

test('for those outside there is no address of ours', () => {
  const one = news({ outside: true, subject: 'Slow payments', heading: 'Slow payments', url: null });
  for (const text of [plainText(one), smsText(one), JSON.stringify([slackBody(one), msTeamsBody(one)])])
    expect(text).not.toMatch(/INC-7|muster\.example/);
});
