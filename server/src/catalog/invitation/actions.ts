import { type Invitation, invitePerson as inviteEndpoint } from '@muster/contract/catalog/people';
import { byName } from '@muster/contract/platform/wire';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName, scopesOf } from '../../platform/actor.ts';
import { newSecret } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { sendLetter } from '../letter/actions.ts';
import { refuseTakenEmail } from '../person/actions.ts';
import { type FoundPerson, findPerson, lockAdministrators, savePerson } from '../person/store.ts';
import { setTeams } from '../team/actions.ts';
import { refuseLimitedRise } from '../token/limited.ts';
import { invitationHours, invitationLetter } from './model.ts';
import { hasComeIn, saveInvitation } from './store.ts';

/** Makes the account and its invitation. The lock makes of two with one name, or one address, one. */
export const invitePerson = action(
  { name: 'catalog.invitePerson', who: 'admin', input: inviteEndpoint.body },
  async (act, { teams, ...given }): Promise<Invitation> => {
    await lockAdministrators(act.tx);
    await refuseTakenName(act, given.name);
    await refuseTakenEmail(act, given.name, given.email);
    refuseLimitedRise(act.caller, undefined, given);
    await savePerson(act.tx, given, act.now);
    await setTeams(act, given.name, teams);
    const { name: _, ...after } = given;
    act.record(`person:${given.name}`, { before: {}, after: { ...after, teams } });
    act.hint('people');
    return invite(act, given);
  },
);

/** Another letter, and the link of the one before opens nothing any more. */
export const inviteAgain = action(
  { name: 'catalog.inviteAgain', who: 'admin', input: byName },
  async (act, { name }): Promise<Invitation> => {
    const person = await findPerson(act.tx, name);
    if (!person) throw notFound('person');
    if (person.deactivatedAt !== null) throw new Refusal('conflict', `${name} is deactivated.`);
    if (await hasComeIn(act.tx, name))
      throw new Refusal('conflict', `${name} has an account in use; make a sign-in link instead.`);
    refuseLimitedRise(act.caller, undefined, person);
    act.record(`person:${name}`, { invitation: 'again' });
    act.hint('people');
    return invite(act, person);
  },
);

/**
 * The link is answered only where no letter can be sent, for the administrator to hand over. It opens the account, so a
 * token that is limited to scopes does not get it: an administrator makes it again.
 */
async function invite(
  act: Act,
  { name, fullName, email }: Pick<FoundPerson, 'name' | 'fullName' | 'email'>,
): Promise<Invitation> {
  const token = newSecret();
  const expiresAt = act.now.add({ hours: invitationHours });
  const invitedBy = actorName(act.caller.actor);
  await saveInvitation(act.tx, {
    person: name,
    hash: hashOf(token),
    email,
    invitedBy,
    createdAt: act.now,
    expiresAt,
  });
  const url = `${act.platform.settings.url}/welcome?token=${token}`;
  const letter = invitationLetter({ fullName, by: invitedBy, url });
  const isMailed = sendLetter(act, { person: name, to: email, letter, expiresAt });
  return {
    person: name,
    mailedTo: isMailed ? email : null,
    url: isMailed || scopesOf(act.caller.actor) !== null ? null : url,
    expiresAt: wireTime(expiresAt),
  };
}

async function refuseTakenName(act: Act, name: string): Promise<void> {
  const other = await findPerson(act.tx, name);
  if (!other) return;
  const message = other.deactivatedAt === null ? 'is taken' : 'has left; reactivate the account instead';
  throw new Refusal('conflict', `"${name}" ${message}.`, [{ pointer: '/name', message }]);
}
