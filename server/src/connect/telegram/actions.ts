import { linkMinutes } from '@muster/contract/connect/telegram';
import { z } from 'zod';
import { findPerson } from '../../catalog/index.ts';
import { acknowledgeLinked, findContact, linkedView, linkTelegram } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { newSecret } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { inWords } from '../answer/model.ts';
import { oneLine } from '../notification/model.ts';
import { botOf } from './model.ts';
import { botName, deleteExpiredLinks, saveLink, takeLink } from './store.ts';
import type { Said } from './update.ts';

/** Makes a code for whoever asks; the one before it holds no longer. */
export const startTelegramLink = action(
  { name: 'connect.startTelegramLink', who: 'responder', input: z.strictObject({}) },
  async (act) => {
    const { actor } = act.caller;
    if (actor.kind !== 'person') throw new Refusal('unauthenticated', 'Sign in first.');
    const { telegramToken } = act.platform.settings;
    if (telegramToken === null)
      throw new Refusal('conflict', 'Telegram is not set up on this server (MUSTER_TELEGRAM_TOKEN).');
    const bot = await botName(act.tx, botOf(telegramToken));
    if (bot === null)
      throw new Refusal('conflict', 'The bot of this server has not answered yet. Try again in a minute.');
    const code = newSecret();
    const expiresAt = act.now.add({ minutes: linkMinutes });
    await saveLink(act.tx, { person: actor.name, codeHash: hashOf(code), expiresAt });
    act.record(`person:${actor.name}`, { change: 'code', kind: 'telegram' });
    return {
      bot,
      code,
      url: `https://t.me/${bot}?start=${code}`,
      validUntil: wireTime(expiresAt),
    };
  },
);

/** What to tell whoever spoke. */
export interface Reply {
  text: string;
  /** What the button below the message says from now on; left as it is where there is nothing. */
  button?: string;
}

/** Does what somebody told the bot to. Safe to repeat; answers null where nothing is to be said. */
export async function takeSaid(platform: Platform, said: Said): Promise<Reply | null> {
  if (said.kind === 'other') return null;
  return said.kind === 'start' ? takeStart(platform, said) : takePress(platform, said);
}

export function forgetLinks(act: Act): Promise<void> {
  return deleteExpiredLinks(act.tx, act.now);
}

async function takeStart(platform: Platform, said: { chat: string; code: string }): Promise<Reply> {
  try {
    const person = await byItself(platform, 'connect.linkTelegram', async (act) => {
      const name = await takeLink(act.tx, hashOf(said.code), act.now);
      const found = name === undefined ? undefined : await findPerson(act.tx, name);
      if (found?.deactivatedAt !== null) return undefined;
      await linkTelegram(act, found.name, said.chat);
      return found;
    });
    return { text: person ? welcome(person.name) : unknownCode };
  } catch (error) {
    if (error instanceof Refusal) return { text: error.message };
    throw error;
  }
}

/** The button is the link of the notification; besides, it must be pressed where the notification went to. */
async function takePress(platform: Platform, said: { chat: string; code: string }): Promise<Reply> {
  const { work, secrets } = platform;
  const linked = await linkedView(platform, said.code);
  if (!linked) return { text: 'This button is no longer valid. Open Muster to see what is going on.' };
  const contact = await findContact(work, secrets, linked.person.name, linked.via);
  if (contact?.kind !== 'telegram' || contact.chat !== said.chat)
    return { text: 'This message was not for this account, or the account is no longer linked.' };
  const nobody = { requestId: null, address: null };
  await acknowledgeLinked(platform, nobody, linked);
  const { page, person, mayAcknowledge } = (await linkedView(platform, said.code)) ?? linked;
  if (!mayAcknowledge) return { text: 'You look on. Others are called, and it is theirs to acknowledge.' };
  const { title, state, owner } = page;
  const text = oneLine(inWords({ title, state, owner, person: person.name }), 190);
  if (state === 'triggered') return { text };
  return {
    text,
    button: oneLine(state === 'acknowledged' && owner ? `Acknowledged by ${owner}` : `It is ${state}`, 60),
  };
}

const unknownCode =
  'This bot tells people on call what happened. To link this account, choose "Add Telegram" where Muster asks how you are reached; a code holds for 15 minutes and for one account.';

function welcome(name: string): string {
  return `This account is linked with ${oneLine(name, 64)}. Muster writes here when your rules say so, and pages can be acknowledged by their button.`;
}
