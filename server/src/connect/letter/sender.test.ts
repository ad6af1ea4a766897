import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailServer } from '../../../test/harness/providers.ts';
import { hostileTitles, now, pageDelivery } from '../../../test/harness/sender-contract.ts';
import type { Letter } from '../../catalog/index.ts';
import { createLetterSender } from './sender.ts';

const account = { user: 'muster', pass: 'mail-password' };
const secretUrl = 'https://muster.example/reset?token=the-secret-of-the-letter&x="1"';
const letter: Letter = {
  subject: 'Choose a new password for Muster',
  paragraphs: ['Somebody asked for a new password.', 'If it was not you, do nothing.'],
  facts: [{ label: 'Address', value: '192.0.2.7' }],
  link: { url: secretUrl, label: 'Choose a password' },
};

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  server = await startMailServer(account);
});
afterEach(() => server.close());

async function send(
  opened: { to: string; letter: Letter } | undefined,
  { mail = true, timeoutMs = 10_000 }: { mail?: boolean; timeoutMs?: number } = {},
) {
  const sender = createLetterSender({
    mail: mail ? { url: server.url, from: 'Muster <alerts@muster.example>' } : null,
    openLetter: () => opened,
    timeoutMs,
  });
  const outcome = await sender.send(pageDelivery('letter'), now);
  sender.close();
  return outcome;
}

test('it says the same in text and in HTML, and loads nothing', async () => {
  await send({ to: 'ana@example.org', letter });
  const [mail] = server.received;
  expect([mail?.to, mail?.subject]).toEqual([['ana@example.org'], 'Choose a new password for Muster']);
  expect(mail?.text.replaceAll('\r\n', '\n')).toBe(`Somebody asked for a new password.

If it was not you, do nothing.

Address: 192.0.2.7

Choose a password:
${secretUrl}

Muster wrote this letter about your account. Answers to it are read by nobody.
`);
  expect(mail?.html).toContain(
    'href="https://muster.example/reset?token=the-secret-of-the-letter&amp;x=&quot;1&quot;"',
  );
  expect(mail?.html).not.toMatch(/<(img|link|script|iframe)/i);
  expect(mail?.headers.get('auto-submitted')).toEqual(['auto-generated']);
});

test('names of strangers make no header, recipient, line or tag', async () => {
  await send({ to: 'ana@example.org', letter });
  const usual = server.received[0];
  for (const hostile of hostileTitles) {
    const value = { label: 'Browser', value: hostile };
    await send({
      to: 'ana@example.org',
      letter: { ...letter, subject: hostile, paragraphs: [hostile, hostile], facts: [value] },
    });
    const mail = server.received.at(-1);
    expect([...(mail?.headers.keys() ?? [])]).toEqual([...(usual?.headers.keys() ?? [])]);
    expect(mail?.to).toEqual(['ana@example.org']);
    expect(mail?.text.split('\n').length).toBe(usual?.text.split('\n').length);
    expect(mail?.html).not.toMatch(/<(script|img|p>forged)/);
  }
});

test.each([[{ code: 451, at: 'data' } as const], [{ code: 550, at: 'rcpt' } as const], ['hang' as const]])(
  'no outcome tells the link or the address (%o)',
  async (behaviour) => {
    server.behave(behaviour);
    const outcome = await send({ to: 'ana@example.org', letter }, { timeoutMs: 300 });
    expect(outcome.kind).not.toBe('delivered');
    expect(JSON.stringify(outcome)).not.toMatch(/the-secret|ana@example|mail-password/);
  },
);

test('two addresses in one are none', async () => {
  expect(await send({ to: 'ana@example.org, eve@example.org', letter })).toMatchObject({ kind: 'rejected' });
  expect(server.received).toEqual([]);
});

test('without mail, or without content, it is refused for good', async () => {
  expect(await send({ to: 'ana@example.org', letter }, { mail: false })).toMatchObject({ kind: 'rejected' });
  expect(await send(undefined)).toMatchObject({ kind: 'rejected' });
});
