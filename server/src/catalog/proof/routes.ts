import {
  askConfirmationPasskey as askConfirmationEndpoint,
  askPasskey as askPasskeyEndpoint,
  askSecondFactorPasskey as askSecondFactorEndpoint,
  confirmationState,
  confirmSession as confirmEndpoint,
  finishSignIn as finishEndpoint,
  signInByPasskey as signInEndpoint,
} from '@muster/contract/catalog/proofs';
import { route } from '../../platform/http/route.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { Opened } from '../session/actions.ts';
import { personMe } from '../session/routes.ts';
import {
  askConfirmationPasskey,
  askPasskey,
  askSecondFactorPasskey,
  confirmSession,
  finishSignIn,
  type NotProven,
  signInByPasskey,
  ticketGone,
} from './actions.ts';
import { confirmationKinds } from './views.ts';

export const routes = [
  route(askPasskeyEndpoint, ({ platform, caller }) => askPasskey(platform, caller, {})),
  route(signInEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = proven(await signInByPasskey(platform, caller, body));
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
  route(askSecondFactorEndpoint, ({ platform, caller, body }) =>
    askSecondFactorPasskey(platform, caller, body),
  ),
  route(finishEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = proven(await finishSignIn(platform, caller, body));
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
  route(confirmationState, async ({ platform, caller: { actor } }) => {
    if (actor.kind !== 'person' || !actor.session) throw notFound('session');
    const kinds = await confirmationKinds(platform.db, actor.name);
    return { kinds, confirmedAt: wireTime(actor.session.confirmedAt) };
  }),
  route(askConfirmationEndpoint, ({ platform, caller }) => askConfirmationPasskey(platform, caller, {})),
  route(confirmEndpoint, async ({ platform, caller, body }) => {
    const refused = await confirmSession(platform, caller, body);
    if (refused) throw refusalOf(refused);
  }),
];

function proven(outcome: Opened | NotProven): Opened {
  if (!('notProven' in outcome)) return outcome;
  if (outcome.notProven === 'proof') throw new Refusal('unauthenticated', 'That was not right.');
  throw refusalOf(outcome);
}

function refusalOf({ notProven }: NotProven): Refusal {
  if (notProven === 'ticket') return ticketGone();
  if (notProven === 'kind')
    return new Refusal('conflict', 'Confirm with what you sign in with, the strongest.');
  return new Refusal('invalid', 'That was not right.');
}
