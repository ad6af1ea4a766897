/** The phones of people: each is a web server of its own, to which Muster posts as to any webhook. */
import { expect } from 'vitest';
import { z } from 'zod';
import { type Behaviour, type FakeReceiver, type ReceivedRequest, startReceiver } from './providers.ts';

const body = z.object({
  id: z.string(),
  person: z.string(),
  at: z.string(),
  page: z.object({
    id: z.string(),
    title: z.string(),
    service: z.string().nullable(),
    urgency: z.string(),
    state: z.string(),
    alerts: z.number(),
  }),
  acknowledge: z.string(),
  maybeDuplicate: z.boolean().default(false),
});

/** One notification as it rang. */
export type Rung = z.output<typeof body>;

export interface Phone {
  url: string;
  /** It has rung just so often since somebody last looked, each time about this. Answers the last one. */
  gets(title: string, times?: number): Rung;
  /** It has not rung since somebody last looked. */
  getsNothing(): void;
  /** Waits, in real time, until so many requests have come in all; also such that are never answered. */
  receives(count: number): Promise<void>;
  /** How it answers from now on; one for each coming request, the last one stays. */
  behaves(...behaviours: Behaviour[]): void;
  /** How often it was called in all. */
  calls(): number;
}

export interface Phones {
  of(person: string): Phone;
  /** No phone has rung that has not been looked at. */
  nobodyElse(): void;
  /** Forgets what has rung, and every phone works again. */
  silence(): void;
  close(): Promise<void>;
}

export async function startPhones(people: readonly string[]): Promise<Phones> {
  const receivers = await Promise.all(people.map(() => startReceiver()));
  const phones = new Map<string, ReturnType<typeof phoneAt>>();
  people.forEach((person, at) => {
    const receiver = receivers[at];
    if (receiver) phones.set(person, phoneAt(person, receiver));
  });
  return {
    of(person) {
      const phone = phones.get(person);
      if (!phone) throw new Error(`${person} has no phone`);
      return phone;
    },
    nobodyElse() {
      const rung = [...phones].flatMap(([person, phone]) =>
        phone.unseen().map((one) => `${person}: ${one.page.title}`),
      );
      expect(rung).toEqual([]);
    },
    silence() {
      for (const phone of phones.values()) {
        phone.unseen();
        phone.behaves({ status: 200 });
      }
    },
    async close() {
      await Promise.all(receivers.map((receiver) => receiver.close()));
    },
  };
}

function phoneAt(person: string, receiver: FakeReceiver): Phone & { unseen(): Rung[] } {
  let seen = 0;
  const unseen = () => {
    const fresh = receiver.received.slice(seen).map(rungBy);
    seen = receiver.received.length;
    return fresh;
  };
  return {
    url: `${receiver.url}/ring`,
    unseen,
    gets(title, times = 1) {
      const rung = unseen();
      expect(
        rung.map((one) => one.page.title),
        `what rang on the phone of ${person}`,
      ).toEqual(Array.from({ length: times }, () => expect.stringContaining(title)));
      const last = rung.at(-1);
      if (!last) throw new Error('a phone that is to ring no times has nothing to show');
      return last;
    },
    getsNothing() {
      expect(
        unseen().map((one) => one.page.title),
        `what rang on the phone of ${person}`,
      ).toEqual([]);
    },
    async receives(count) {
      await receiver.waitFor(count);
    },
    behaves: receiver.behave,
    calls: () => receiver.received.length,
  };
}

/** Every message must be whole and signed with an id that is its own. */
function rungBy(request: ReceivedRequest): Rung {
  const rung = body.parse(JSON.parse(request.body.toString('utf8')));
  if (request.headers['webhook-id'] !== rung.id || !request.headers['webhook-signature'])
    throw new Error('a message without its id or its signature');
  return rung;
}
