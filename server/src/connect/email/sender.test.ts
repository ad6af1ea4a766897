import { describe, expect, it } from 'vitest';
import { startMailServer } from '../../../test/harness/providers.ts';
import {
  acknowledgeUrl,
  contactBookWith,
  hostileTitles,
  now,
  pageDelivery,
  patientMs,
  senderContract,
} from '../../../test/harness/sender-contract.ts';
import { noteMessage } from '../../oncall/notification/model.ts';
import { createEmailSender } from './sender.ts';

const account = { user: 'muster', pass: 'mail-password' };
const from = 'Muster <alerts@muster.example>';

async function startMail(
  to = 'ana@example.org',
  given: { user: string; pass: string } = account,
  timeoutMs = patientMs,
) {
  const server = await startMailServer(account);
  const url = server.url.replace(account.pass, given.pass);
  const sender = createEmailSender({
    mail: { url, from },
    timeoutMs,
    ...contactBookWith({ kind: 'email', to }),
  });
  const close = async () => {
    sender.close();
    await server.close();
  };
  return { server, sender, close };
}

senderContract('email', async (timeoutMs) => {
  const { server, sender } = await startMail(undefined, undefined, timeoutMs);
  return {
    sender,
    provider: {
      failForNow: () => server.behave({ code: 451, at: 'data' }),
      failForGood: () => server.behave({ code: 550, at: 'rcpt' }),
      hang: () => server.behave('hang'),
      breakConnections: () => server.behave('reset'),
      works: () => server.behave('accept'),
      close: server.close,
    },
    arrived: async (count) =>
      (await server.waitFor(count)).map((mail) => ({
        id: mail.headers.get('message-id')?.join() ?? '',
        texts: [mail.subject, mail.text, mail.html],
        isMarkedDuplicate: [mail.text, mail.html].every((text) => text.includes('got this mail before')),
      })),
    secrets: [account.pass, 'ana@example.org', 'not today'],
    close: async () => sender.close(),
  };
});

describe('a mail', () => {
  it('says what, since when and why, in text and in HTML', async () => {
    const { server, sender, close } = await startMail();
    await sender.send(pageDelivery('email'), now);
    const [mail] = server.received;
    await close();
    expect(mail?.from).toBe('alerts@muster.example');
    expect(mail?.to).toEqual(['ana@example.org']);
    expect(mail?.subject).toBe('High urgency, checkout: Checkout answers slowly');
    expect(mail?.text.replaceAll('\r\n', '\n')).toBe(`Checkout answers slowly

Service:  checkout
Urgency:  high
State:    triggered
Alerts:   3
Since:    2026-03-02 09:00:05 UTC
Why you:  Step 1 of payments-high: on call for payments-primary

Acknowledge (opens a page with a button; the link works once):
${acknowledgeUrl('0197a000-0000-7000-8000-00000000d001')}

Look at the page:
https://muster.example/pages/0197a000-0000-7000-8000-00000000a001
`);
    expect(mail?.html).toContain(`href="${acknowledgeUrl('0197a000-0000-7000-8000-00000000d001')}"`);
    expect(mail?.html).not.toMatch(/<(img|link|script|iframe)/i);
  });

  it('is known as made by a machine, belongs to its page and is urgent', async () => {
    const { server, sender, close } = await startMail();
    await sender.send(pageDelivery('email'), now);
    const headers = server.received[0]?.headers;
    await close();
    expect(headers?.get('message-id')).toEqual(['<0197a000-0000-7000-8000-00000000d001@muster.example>']);
    expect(headers?.get('references')).toEqual(['<0197a000-0000-7000-8000-00000000a001@muster.example>']);
    expect(headers?.get('auto-submitted')).toEqual(['auto-generated']);
    expect(headers?.get('importance')).toEqual(['High']);
  });

  it('gets no header, recipient, line or tag out of a title', async () => {
    const { server, sender, close } = await startMail();
    await sender.send(pageDelivery('email'), now);
    const usual = [...(server.received[0]?.headers.keys() ?? [])];
    for (const title of hostileTitles) {
      await sender.send(pageDelivery('email', { title, service: title }), now);
      const mail = server.received.at(-1);
      expect([...(mail?.headers.keys() ?? [])]).toEqual(usual);
      expect(mail?.to).toEqual(['ana@example.org']);
      expect(mail?.subject).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      expect(mail?.subject.length).toBeLessThan(600);
      expect(mail?.text.split('\n').length).toBe(server.received[0]?.text.split('\n').length);
      expect(mail?.html).not.toMatch(/<(script|img|p>forged)/);
    }
    expect(server.received).toHaveLength(1 + hostileTitles.length);
    await close();
  });

  it.each([
    'ana@example.org, eve@example.org',
    'ana@example.org>\r\nRCPT TO:<eve@example.org',
    'Ana <ana@example.org>',
    'nobody',
  ])('does not go to %j, which is not one address', async (to) => {
    const { server, sender, close } = await startMail(to);
    expect(await sender.send(pageDelivery('email'), now)).toMatchObject({ kind: 'rejected' });
    expect(server.received).toHaveLength(0);
    await close();
  });

  it('waits for a mended sign-in', async () => {
    const { sender, close } = await startMail('ana@example.org', { ...account, pass: 'wrong' });
    expect(await sender.send(pageDelivery('email'), now)).toEqual({
      kind: 'retry',
      reason: 'The mail server refused our sign-in.',
    });
    await close();
  });

  it('tells the reply code of a refusal', async () => {
    const { server, sender, close } = await startMail();
    server.behave({ code: 452, at: 'rcpt' }, { code: 554, at: 'data' });
    const send = () => sender.send(pageDelivery('email'), now);
    expect(await send()).toEqual({ kind: 'retry', reason: 'The mail server answered 452.' });
    expect(await send()).toEqual({ kind: 'rejected', reason: 'The mail server answered 554.' });
    await close();
  });

  it('tells a mailbox that does not exist from a mail that is not wanted', async () => {
    const { server, sender, close } = await startMail();
    server.behave({ code: 550, at: 'rcpt' }, { code: 550, at: 'data' });
    const send = () => sender.send(pageDelivery('email'), now);
    expect(await send()).toMatchObject({ kind: 'rejected', isGone: true });
    expect(await send()).not.toHaveProperty('isGone');
    await close();
  });

  it('carries a code, and no link to acknowledge, when it is about no page', async () => {
    const { server, sender, close } = await startMail();
    const note = {
      title: '1234 5678 is your code for Muster',
      text: 'Type it in.',
      url: 'https://muster.example/me',
    };
    await sender.send(pageDelivery('email', { message: noteMessage({ ...note, at: '' }) }), now);
    const [mail] = server.received;
    expect(mail?.subject).toBe('1234 5678 is your code for Muster');
    expect(mail?.text).toContain('Type it in.');
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/acknowledge/i);
    await close();
  });

  it('is refused while mail is not set up', async () => {
    const sender = createEmailSender({
      mail: null,
      ...contactBookWith({ kind: 'email', to: 'ana@example.org' }),
    });
    expect(await sender.send(pageDelivery('email'), now)).toEqual({
      kind: 'rejected',
      reason: 'Mail is not set up on this server (SMTP_URL).',
    });
    sender.close();
  });
});
