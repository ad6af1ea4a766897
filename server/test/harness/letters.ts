/** The letters that an app would send, opened as their reader would see them. */
import { type Letter, openLetter } from '../../src/catalog/index.ts';
import type { Delivery, Sender } from '../../src/platform/delivery/model.ts';
import type { Slice } from './slice.ts';

export const mailSettings = { url: 'smtp://127.0.0.1:9', from: 'Muster <muster@example.org>' };

export interface LetterBox {
  sender: Sender;
  /** What has come since the last time, once everything that is due has happened. */
  take(slice: Pick<Slice, 'app' | 'platform'>): Promise<{ to: string; person: string; letter: Letter }[]>;
}

export function createLetterBox(): LetterBox {
  let come: Delivery[] = [];
  return {
    sender: {
      kind: 'letter',
      async send(delivery) {
        come.push(delivery);
        return { kind: 'delivered', note: 'put into the box' };
      },
    },
    async take({ app, platform }) {
      await app.settled();
      const taken = come;
      come = [];
      return taken.flatMap((delivery) => {
        const opened = openLetter(platform.secrets, delivery);
        return opened ? [{ ...opened, person: delivery.person }] : [];
      });
    },
  };
}

/** The token in the link of a letter. */
export function tokenIn(letter: Letter | undefined): string {
  return new URL(letter?.link?.url ?? 'http://nothing').searchParams.get('token') ?? '';
}
