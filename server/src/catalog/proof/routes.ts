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
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { personMe } from '../session/routes.ts';
import {
  askConfirmationPasskey,
  askPasskey,
  askSecondFactorPasskey,
  confirmSession,
  finishSignIn,
  signInByPasskey,
} from './actions.ts';
import { confirmationKinds } from './views.ts';

export const routes = [
  route(askPasskeyEndpoint, ({ platform, caller }) => askPasskey(platform, caller, {})),
  route(signInEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = await signInByPasskey(platform, caller, body);
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
  route(askSecondFactorEndpoint, ({ platform, caller, body }) =>
    askSecondFactorPasskey(platform, caller, body),
  ),
  route(finishEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = await finishSignIn(platform, caller, body);
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
  route(confirmationState, async ({ platform, caller: { actor } }) => {
    if (actor.kind !== 'person' || !actor.session) throw notFound('session');
    const kinds = await confirmationKinds(platform.db, actor.name);
    return { kinds, confirmedAt: wireTime(actor.session.confirmedAt) };
  }),
  route(askConfirmationEndpoint, ({ platform, caller }) => askConfirmationPasskey(platform, caller, {})),
  route(confirmEndpoint, ({ platform, caller, body }) => confirmSession(platform, caller, body)),
];
