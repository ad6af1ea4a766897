import { describe, expect, it } from 'vitest';
import { newsMail } from '../mailing/news.ts';
import { afterFailure, decideAsk, mayConfirm, nextTry } from './decide.ts';
import { hookOf, mailboxOf, mailOf, masked, wants } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');

describe('an address that is typed in', () => {
  it.each([
    ['ana@Example.ORG', 'ana@example.org'],
    [' ana@example.org ', 'ana@example.org'],
    ['ana@example.org, eve@example.org', null],
    ['ana@example.org\r\nBcc: eve@example.org', null],
    ['Ana <ana@example.org>', null],
    [`${'a'.repeat(300)}@example.org`, null],
    ['', null],
  ])('%j is written to as %j', (text, expected) => expect(mailOf(text)).toBe(expected));

  it.each([
    ['https://x.example/a#b', 'https://x.example/a'],
    ['javascript:alert(1)', null],
    ['https://user:pass@x.example/', null],
    ['x.example', null],
  ])('%j is called as %j', (text, expected) => expect(hookOf(text)).toBe(expected));

  it('is one mailbox however it is spelled, and shown in part', () => {
    expect(mailboxOf('mail', 'A.na+x@example.org')).toBe(mailboxOf('mail', 'ana@example.org'));
    expect(masked('mail', 'ana@example.org')).toBe('a…@example.org');
    expect(masked('webhook', 'https://x.example/key')).toBe('https://x.example/…');
  });
});

it('asks, reminds, and falls silent', () => {
  const known = { kind: 'mail', state: 'confirmed' } as const;
  expect(decideAsk(null, 0)).toBe('ask');
  expect(decideAsk({ kind: 'mail', state: 'gone' }, 2)).toBe('ask');
  expect(decideAsk(known, 0)).toBe('remind');
  expect(decideAsk({ ...known, kind: 'webhook' }, 0)).toBe('nothing');
  expect(decideAsk(null, 3)).toBe('nothing');
});

it('a link holds until its end, and not for whoever has agreed', () => {
  const until = now.add({ seconds: 1 });
  expect(mayConfirm({ state: 'asked', confirmUntil: until }, now)).toBe(true);
  expect(mayConfirm({ state: 'asked', confirmUntil: now }, now)).toBe(false);
  expect(mayConfirm({ state: 'confirmed', confirmUntil: until }, now)).toBe(false);
});

it('a webhook is given a day, a mailbox that is not there nothing', () => {
  const hook = { kind: 'webhook', okAt: null } as const;
  const long = { plannedAt: now.subtract({ hours: 24 }), isGone: false };
  expect(afterFailure(hook, long, now)).toBe('off');
  expect(afterFailure(hook, { ...long, plannedAt: now.subtract({ hours: 2 }) }, now)).toBe('confirmed');
  expect(afterFailure({ ...hook, okAt: now.subtract({ hours: 1 }) }, long, now)).toBe('confirmed');
  expect(afterFailure({ kind: 'mail', okAt: null }, long, now)).toBe('confirmed');
  expect(afterFailure({ kind: 'mail', okAt: null }, { ...long, isGone: true }, now)).toBe('gone');
  expect([0, 3, 50].map((tries) => now.until(nextTry(tries, now)).total('minutes'))).toEqual([1, 8, 60]);
});

it('news about none of the components are for everybody', () => {
  expect([wants(null, ['a']), wants(['a'], ['a', 'b']), wants(['c'], ['a']), wants(['c'], [])]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

it('a mail gets no header, tag or second line out of what people wrote', () => {
  const hostile = 'Slow\r\nBcc: eve@example.org\u202e <img src=x onerror=alert(1)> {{7*7}}';
  const mail = newsMail(
    {
      id: 'm2',
      notice: 'n',
      previous: 'm1',
      act: 'updated',
      title: hostile,
      text: hostile,
      stage: 'Identified',
      components: [{ name: hostile, state: 'major_outage' }],
      at: now.toString(),
    },
    's',
    {
      page: { name: hostile, slug: 'shop', url: 'https://x.example/status/shop' },
      links: { manage: 'https://x.example/m', unsubscribe: 'https://x.example/u' },
      domain: 'x.example',
    },
  );
  expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
  expect(mail.html).not.toMatch(/<(img|script)|\u202e/);
  expect(mail.text).toContain('{{7*7}}');
  expect([mail.messageId, mail.inReplyTo, mail.references]).toEqual([
    '<m2.s@x.example>',
    '<m1.s@x.example>',
    '<n@x.example> <m1.s@x.example>',
  ]);
});
