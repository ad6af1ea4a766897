import { passwordResetAsked } from '@muster/contract/catalog/events';
import type { SecondFactorAsked } from '@muster/contract/catalog/factors';
import {
  askPasswordReset as askEndpoint,
  changePassword as changeEndpoint,
  usePasswordReset as useEndpoint,
} from '@muster/contract/catalog/password';
import type { DomainEvent } from '@muster/contract/platform/event';
import type { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { newSecret } from '../../platform/ids.ts';
import { hashPassword, passwordMatches } from '../../platform/password.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { afterTry, beforeTry, limited } from '../attempt/actions.ts';
import { deleteOtherDevices } from '../device/store.ts';
import { deleteTicketsOf } from '../factor/store.ts';
import { sendLetter } from '../letter/actions.ts';
import { tellOfNewPassword } from '../notice/actions.ts';
import { findPasswordOf, findPerson, setPassword } from '../person/store.ts';
import { enter, type Opened, replacePassword } from '../session/actions.ts';
import { ownSession } from '../session/caller.ts';
import { deleteLinksOf, deleteOtherSessions, deviceOfSession } from '../session/store.ts';
import { refuseWeak } from './decide.ts';
import { endOfLink, mostLetters } from './model.ts';
import { countResetLinks, deleteOldLinks, lockByEmail, saveResetLink, takeResetLink } from './store.ts';

/** Changes my password. A session alone is not enough: whoever found an open browser does not know the old one. */
export async function changePassword(
  platform: Platform,
  caller: Caller,
  input: z.input<typeof changeEndpoint.body>,
): Promise<void> {
  const { person } = ownSession(caller);
  const admitted = await beforeTry(platform, caller, { kind: 'confirmation', account: person });
  await change(platform, caller, input);
  await afterTry(platform, admitted);
}

const change = action(
  { name: 'catalog.changePassword', who: 'signedIn', input: changeEndpoint.body },
  async (act, { old, password }) => {
    const { person: name, session } = ownSession(act.caller);
    const [person, hash] = [await findPerson(act.tx, name), await findPasswordOf(act.tx, name)];
    act.record(`person:${name}`, { password: 'changed' });
    const isRight = hash === null ? old === null : old !== null && (await passwordMatches(old, hash));
    if (!person || !isRight) throw wrong('/old', 'This is not your password.');
    refuseWeak(password, [person.email, person.name, person.fullName]);
    await setPassword(act.tx, name, await hashPassword(password));
    await deleteOtherSessions(act.tx, name, session.id);
    await deleteOtherDevices(act.tx, name, await deviceOfSession(act.tx, session.id));
    await deleteLinksOf(act.tx, name);
    await deleteTicketsOf(act.tx, name);
    tellOfNewPassword(act, person);
    act.hint('sessions');
  },
);

/** Counted by address only, and never forgiven: what is asked here makes letters in other people's boxes. */
export async function askPasswordReset(
  platform: Platform,
  caller: Caller,
  input: z.input<typeof askEndpoint.body>,
): Promise<{ by: 'mail' | 'administrator' }> {
  if (!platform.settings.mail) return { by: 'administrator' };
  await beforeTry(platform, caller, { kind: 'reset', account: null });
  await ask(platform, caller, input);
  return { by: 'mail' };
}

/** The same work for every address: one event. Whether there is somebody is found out when nobody waits any more. */
const ask = action(
  { name: 'catalog.askPasswordReset', who: 'anyone', input: askEndpoint.body },
  async (act, { email }) => {
    const typed = email.trim().toLowerCase();
    act.publish(
      passwordResetAsked(`email:${hashOf(typed)}`, {
        sealedEmail: act.platform.secrets.seal(typed),
        address: act.caller.address,
      }),
    );
  },
);

/** For the subscription: writes the letters that were asked for, to those who exist. */
export async function sendResetLetters(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    if (!passwordResetAsked.is(event)) continue;
    await sendResetLetter(act, event.payload);
  }
}

async function sendResetLetter(
  act: Act,
  { sealedEmail, address }: { sealedEmail: string; address: string | null },
): Promise<void> {
  const person = await lockByEmail(act.tx, act.platform.secrets.open(sealedEmail));
  if (!person || (await countResetLinks(act.tx, person.name, act.now)) >= mostLetters) return;
  const token = newSecret();
  const expiresAt = endOfLink(act.now);
  const { name, email } = person;
  await saveResetLink(act.tx, { hash: hashOf(token), person: name, email, madeAt: act.now, expiresAt });
  sendLetter(act, {
    person: name,
    to: email,
    expiresAt,
    letter: {
      subject: 'Choose a new password for Muster',
      paragraphs: [
        `Somebody asked for a new password for ${person.fullName}. The link works once and for half an hour.`,
        'If it was not you, do nothing: your password stays as it is.',
      ],
      facts: [{ label: 'Asked from', value: address ?? 'unknown' }],
      link: {
        label: 'Choose a new password',
        url: `${act.platform.settings.url}/new-password?token=${token}`,
      },
    },
  });
}

export const usePasswordReset = limited(
  action(
    { name: 'catalog.usePasswordReset', who: 'anyone', input: useEndpoint.body },
    async (act, { token, password }): Promise<Opened | SecondFactorAsked> => {
      const person = await takeResetLink(act.tx, hashOf(token), act.now);
      if (person === null)
        throw new Refusal('forbidden', 'This link is not valid any more; ask for a new letter.');
      await replacePassword(act, person, password);
      return enter(act, { person, method: 'link' });
    },
  ),
);

export function forgetResetLinks(act: Act): Promise<void> {
  return deleteOldLinks(act.tx, act.now);
}
