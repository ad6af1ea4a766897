import {
  endOtherSessions as endOthersEndpoint,
  endSession as endSessionEndpoint,
  listSessions,
} from '@muster/contract/catalog/security';
import {
  createSignInLink as linkEndpoint,
  type Me,
  setUp as setUpEndpoint,
  setupState,
  signIn as signInEndpoint,
  signOut as signOutEndpoint,
  useSignInLink as useLinkEndpoint,
  whoAmI,
} from '@muster/contract/catalog/session';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { lacksFactorView } from '../factor/views.ts';
import { personView } from '../person/views.ts';
import {
  createSignInLink,
  endOtherSessions,
  endSession,
  setUp,
  signIn,
  signOut,
  useSignInLink,
} from './actions.ts';
import { ownSession } from './caller.ts';
import { sessionList, setupNeeded } from './views.ts';

export const routes = [
  route(signInEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = await signIn(platform, caller, body);
    if ('secondFactor' in opened) return opened;
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
  route(signOutEndpoint, async ({ platform, caller, sessionSecret, setSession }) => {
    if (sessionSecret) await signOut(platform, caller, { secret: sessionSecret });
    setSession(null);
  }),
  route(linkEndpoint, ({ platform, caller, params }) => createSignInLink(platform, caller, params)),
  route(useLinkEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = await useSignInLink(platform, caller, body);
    if ('secondFactor' in opened) return opened;
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
  route(whoAmI, ({ platform, caller }) => meOf(platform.db, caller.actor)),
  route(listSessions, async ({ platform: { db, clock }, caller }) => {
    const { person, session } = ownSession(caller);
    return sessionList(db, { person, thisOne: session.id, now: clock.now() });
  }),
  route(endSessionEndpoint, async ({ platform, caller, params, setSession }) => {
    await endSession(platform, caller, params);
    if (ownSession(caller).session.id === params.id) setSession(null);
  }),
  route(endOthersEndpoint, ({ platform, caller }) => endOtherSessions(platform, caller, {})),
  route(setupState, async ({ platform }) => ({ needed: await setupNeeded(platform.db) })),
  route(setUpEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = await setUp(platform, caller, body);
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
];

async function meOf(db: Query, actor: Actor): Promise<Me> {
  if (actor.kind === 'person') return personMe(db, actor.name, actor.by === 'session' ? 'session' : 'token');
  if (actor.kind !== 'token') throw notFound('person');
  return {
    name: actor.name,
    fullName: actor.name,
    email: '',
    timeZone: 'UTC',
    access: actor.access,
    signedInBy: 'token',
  };
}

export async function personMe(db: Query, name: string, signedInBy: Me['signedInBy']): Promise<Me> {
  const person = await personView(db, name);
  if (!person) throw notFound('person');
  const { fullName, email, timeZone } = person;
  const lacks = signedInBy === 'session' && (await lacksFactorView(db, name));
  const access = lacks ? ({ access: 'responder', lacksFactor: true } as const) : { access: person.access };
  return { name, fullName, email, timeZone, ...access, signedInBy };
}
