import { describe, expect, test } from 'vitest';
import { storedScripts } from '../../../test/harness/hostile.ts';
import { pageMail } from '../email/model.ts';
import { letterMail } from '../letter/model.ts';
import { webhookBody } from '../webhook/model.ts';
import { pushPayload } from '../webpush/model.ts';

const texts = [
  ...storedScripts,
  'a\r\nBcc: all@example.org\r\n\r\nbody',
  '\u001b[31mred\u0007',
  'x'.repeat(5_000),
];
const delivery = {
  id: '01995a00-0000-7000-8000-000000000001',
  person: 'ada',
  via: 'mail',
  maybeDuplicate: true,
};
const messageWith = (text: string) => ({
  type: 'page' as const,
  page: {
    id: 'p',
    title: text,
    service: text,
    urgency: 'high' as const,
    state: text,
    alerts: 1,
    url: 'http://m/pages/p',
  },
  reason: text,
  openedAt: '2026-03-02T10:00:00Z',
  acceptedAt: null,
});
const letterWith = (text: string) => ({
  subject: text,
  paragraphs: [text],
  facts: [{ label: 'From', value: text }],
  link: { label: 'Open', url: 'http://m/x' },
});

/** The names of all elements, and where the links of a mail lead. */
function partsOf(html: string) {
  const elements = new Set(
    [...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map((found) => found[1]?.toLowerCase()),
  );
  const links = [...html.matchAll(/(?:href|src|action|background|style)\s*=\s*"([^"]*)"/gi)].map(
    (found) => found[1],
  );
  return { elements, links };
}

const bidiAndControls = /[\u202a-\u202e\u2066-\u2069\u0000-\u0009\u000b-\u001f\u007f]/;

describe.each(texts)('%j', (text) => {
  test('is a text in a mail, and makes no header, no line and no link', () => {
    const plain = pageMail(delivery, messageWith('plain'), {
      from: 'm@example.org',
      acknowledge: 'http://m/a/x',
    });
    const mail = pageMail(delivery, messageWith(text), {
      from: 'm@example.org',
      acknowledge: 'http://m/a/x',
    });
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(bidiAndControls);
    expect(mail.text.split('\n')).toHaveLength(plain.text.split('\n').length);
    expect(partsOf(mail.html)).toEqual(partsOf(plain.html));
    expect(mail.headers).toEqual(plain.headers);
  });

  test('is a text in a letter', () => {
    const plain = letterMail('id', letterWith('plain'), 'm@example.org');
    const mail = letterMail('id', letterWith(text), 'm@example.org');
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(bidiAndControls);
    expect(mail.text.split('\n')).toHaveLength(plain.text.split('\n').length);
    expect(partsOf(mail.html)).toEqual(partsOf(plain.html));
  });

  test('is a text in a webhook and on a locked screen', () => {
    const sent = { now: Temporal.Instant.from('2026-03-02T10:00:00Z'), acknowledge: 'http://m/a/x' };
    const body: unknown = JSON.parse(webhookBody(delivery, messageWith(text), sent));
    expect(body).toMatchObject({ page: { title: text, service: text }, acknowledge: 'http://m/a/x' });
    const push = pushPayload(delivery, messageWith(text), 'http://m/a/x');
    expect(`${push.title}${push.body}`).not.toMatch(bidiAndControls);
    expect(push).toMatchObject({ url: 'http://m/pages/p', acknowledge: 'http://m/a/x', tag: 'p' });
  });
});
