// What every sender must do, whatever it sends by. Each sender's test starts its fake provider and runs this.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Contact, ContactBook } from '../../src/connect/notification/model.ts';
import type { Delivery, Outcome, Sender } from '../../src/platform/delivery/model.ts';
import { createEgress } from '../../src/platform/egress/egress.ts';
import type { Behaviour, FakeReceiver } from './providers.ts';

/** One notification as its receiver got it. */
export interface Arrived {
  /** By which a receiver tells that it has this one already. */
  id: string;
  /** Everything that a person or their program reads. */
  texts: string[];
  isMarkedDuplicate: boolean;
}

export interface SenderUnderTest {
  sender: Sender;
  provider: {
    failForNow(): void;
    failForGood(): void;
    hang(): void;
    breakConnections(): void;
    works(): void;
    close(): Promise<void>;
  };
  /** Waits for so many and reads them. */
  arrived(count: number): Promise<Arrived[]>;
  /** What a message must say where there is no room for everything; all of it where this is left out. */
  says?: string[];
  /** Texts that no outcome may hold. */
  secrets: string[];
  close(): Promise<void>;
}

export const now = Temporal.Instant.from('2026-03-02T09:00:05.250Z');
export const acknowledgeUrl = (deliveryId: string) =>
  `https://muster.example/a/one-time-code-of-${deliveryId}`;

/** A person who has this one contact method, `way`. */
export function contactBookWith(contact: Contact): ContactBook {
  return {
    findContact: async (person, via) => (person === 'ana' && via === 'way' ? contact : undefined),
    acknowledgeUrl,
  };
}

/** A fake web server and the way out that leads to it; `close` ends both. */
export async function openTarget<Server extends FakeReceiver>(start: () => Promise<Server>) {
  const server = await start();
  const egress = createEgress({ allow: ['127.0.0.1/32'] });
  const close = async () => {
    egress.close();
    await server.close();
  };
  return { server, egress, close };
}

/** How a fake web server fails for now, fails for good, and works. */
export function webProvider(
  server: FakeReceiver,
  {
    forNow,
    forGood,
    works = { status: 200 },
  }: Record<'forNow' | 'forGood', Behaviour> & { works?: Behaviour },
): SenderUnderTest['provider'] {
  return {
    failForNow: () => server.behave(forNow),
    failForGood: () => server.behave(forGood),
    hang: () => server.behave('hang'),
    breakConnections: () => server.behave('reset'),
    works: () => server.behave(works),
    close: server.close,
  };
}

/** A delivery of a page, ready to be sent. */
export function pageDelivery(
  kind: string,
  change: Partial<Delivery> & { title?: string; service?: string | null } = {},
): Delivery {
  const { title = 'Checkout answers slowly', service = 'checkout', ...delivery } = change;
  return {
    id: '0197a000-0000-7000-8000-00000000d001',
    lane: 'page',
    kind,
    purpose: 'page',
    subject: '0197a000-0000-7000-8000-00000000a001',
    person: 'ana',
    via: 'way',
    message: {
      type: 'page',
      page: {
        id: '0197a000-0000-7000-8000-00000000a001',
        title,
        service,
        urgency: 'high',
        state: 'triggered',
        alerts: 3,
        url: 'https://muster.example/pages/0197a000-0000-7000-8000-00000000a001',
      },
      reason: 'Step 1 of payments-high: on call for payments-primary',
      openedAt: '2026-03-02T09:00:05.000Z',
      acceptedAt: '2026-03-02T09:00:04.900Z',
    },
    state: 'sending',
    dueAt: now,
    plannedAt: now,
    expiresAt: now.add({ minutes: 10 }),
    fence: 1,
    attempts: [],
    maybeDuplicate: false,
    sentAt: null,
    reason: '',
    ...delivery,
  };
}

/** Titles that have hurt others: forged headers, scripts, turned writing, control characters, length. */
export const hostileTitles = [
  'down\r\nBcc: everybody@example.org\r\n\r\n<p>forged</p>',
  '<script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(1)>',
  'invoice \u202egnp.exe\u2066 \u2069\u200f',
  `\u0000\u001b[31mred\u0007 \ud800 {{7*7}} \${process.env} =cmd|' /C calc'!A0`,
  'x'.repeat(10_000),
  '😀'.repeat(3_000),
  '',
];

/** A provider that tells later what arrived has taken it by then. */
const taken = { kind: expect.stringMatching(/^(delivered|handed)$/) };

/** A provider that answers is waited for, however busy the machine; one that hangs is given up soon. */
export const patientMs = 10_000;
export const impatientMs = 200;

/**
 * `start` gives a sender for a person `ana` whose contact method `way` leads to the fake provider, and which gives up
 * after so long.
 */
export function senderContract(kind: string, start: (timeoutMs: number) => Promise<SenderUnderTest>): void {
  describe(`the ${kind} sender`, () => {
    let test: SenderUnderTest;
    beforeEach(async () => {
      test = await start(patientMs);
    });
    afterEach(() => end(test));
    const end = async (one: SenderUnderTest) => {
      await one.close();
      await one.provider.close();
    };
    const send = (change: Parameters<typeof pageDelivery>[1] = {}) =>
      test.sender.send(pageDelivery(kind, change), now);

    it('delivers what a person needs to act', async () => {
      expect(test.sender.kind).toBe(kind);
      expect(await send()).toMatchObject(taken);
      const [first] = await test.arrived(1);
      const text = first?.texts.join('\n') ?? '';
      const everything = [
        'Checkout answers slowly',
        'checkout',
        'high',
        'https://muster.example/pages/0197a000-0000-7000-8000-00000000a001',
        acknowledgeUrl('0197a000-0000-7000-8000-00000000d001'),
      ];
      for (const needed of test.says ?? everything) expect(text).toContain(needed);
      expect(first?.isMarkedDuplicate).toBe(false);
    });

    it('delivers a page that has no service', async () => {
      expect(await send({ service: null })).toMatchObject(taken);
      const [first] = await test.arrived(1);
      expect(first?.texts.join('\n')).toContain('Checkout answers slowly');
    });

    it('asks for another try when the provider fails for now or breaks off', async () => {
      for (const trouble of ['failForNow', 'breakConnections'] as const) {
        test.provider[trouble]();
        expect(await send()).toMatchObject({ kind: 'retry' });
      }
      test.provider.works();
      expect(await send()).toMatchObject(taken);
    });

    it('asks for another try when the provider hangs', async () => {
      const impatient = await start(impatientMs);
      impatient.provider.hang();
      expect(await impatient.sender.send(pageDelivery(kind), now)).toMatchObject({ kind: 'retry' });
      await end(impatient);
    });

    it('asks for another try when nobody listens', async () => {
      await test.provider.close();
      expect(await send()).toMatchObject({ kind: 'retry' });
    });

    it('gives up when the provider says no for good', async () => {
      test.provider.failForGood();
      expect(await send()).toMatchObject({ kind: 'rejected' });
    });

    it('gives up when the contact method is gone', async () => {
      expect(await send({ via: 'removed' })).toMatchObject({ kind: 'rejected' });
    });

    it('has the same id on every try, and says when it may be a duplicate', async () => {
      await send();
      await send({ maybeDuplicate: true });
      await send({ id: '0197a000-0000-7000-8000-00000000d002' });
      const [first, again, other] = await test.arrived(3);
      expect(again?.id).toBe(first?.id);
      expect(again?.isMarkedDuplicate).toBe(true);
      expect(other?.id).not.toBe(first?.id);
    });

    it('takes several at once', async () => {
      const ids = Array.from({ length: 20 }, (_, i) => `0197a000-0000-7000-8000-0000000000${10 + i}`);
      const outcomes = await Promise.all(ids.map((id) => send({ id })));
      expect(outcomes.filter(({ kind }) => kind === 'delivered' || kind === 'handed')).toHaveLength(20);
      expect(new Set((await test.arrived(20)).map(({ id }) => id)).size).toBe(20);
    });

    it.each(hostileTitles.map((title) => ({ title, shown: JSON.stringify(title).slice(0, 30) })))(
      'delivers the title $shown unharmed',
      async ({ title }) => {
        expect(await send({ title, service: title })).toMatchObject(taken);
        expect(await test.arrived(1)).toHaveLength(1);
      },
    );

    it('tells no secret in its outcomes', async () => {
      const outcomes: Outcome[] = [];
      for (const state of ['works', 'failForNow', 'failForGood', 'breakConnections'] as const) {
        test.provider[state]();
        outcomes.push(await send());
      }
      await test.provider.close();
      outcomes.push(await send());
      const impatient = await start(impatientMs);
      impatient.provider.hang();
      outcomes.push(await impatient.sender.send(pageDelivery(kind), now));
      await end(impatient);
      const told = JSON.stringify(outcomes);
      expect(outcomes).toHaveLength(6);
      for (const secret of [...test.secrets, ...impatient.secrets, 'one-time-code'])
        expect(told).not.toContain(secret);
    });
  });
}
