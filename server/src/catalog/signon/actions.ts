import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { type Claims, OidcFailure, type OidcProvider, type OidcSecrets } from '../../platform/oidc/model.ts';
import { createRelyingParty } from '../../platform/oidc/relying-party.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { factorsOf } from '../factor/store.ts';
import { giveGrant } from '../grant/actions.ts';
import { grantFor } from '../grant/model.ts';
import { lockAdministrators, savePerson } from '../person/store.ts';
import { openSession } from '../session/actions.ts';
import { decideSignIn, type Known, type Verdict, verdictText } from '../sso/decide.ts';
import {
  freeName,
  type ProviderSettings,
  readClaims,
  redirectUrl,
  returnPath,
  type StoredProvider,
  type Stranger,
} from '../sso/model.ts';
import {
  findIdentity,
  findProvider,
  type LoginRow,
  type PersonRow,
  personByEmail,
  personByName,
  saveIdentity,
  saveLogin,
  saveTrial,
  takeLogin,
  takenNames,
} from '../sso/store.ts';
import { type CameBack, confirmedAt, type SignedOn, shownClaims, type TrialOutcome } from './model.ts';

/** How long somebody may take at the provider, and how long the outcome of a trial is kept. */
const loginMinutes = 10;

/** Begins a sign-in for a browser that is known by `browser`. Throws OidcFailure for what is wrong with the provider. */
export async function beginSignOn(
  platform: Platform,
  asked: { provider: string; browser: string; returnTo?: unknown; isAnew?: boolean; triedBy?: string },
): Promise<{ url: string }> {
  const provider = await findProvider(platform.db, asked.provider);
  if (!provider) throw notFound('provider');
  const { url, secrets } = await party(platform).begin(
    oidcProvider(platform, provider),
    asked.isAnew ?? false,
  );
  await keepLogin(platform, {
    stateHash: hashOf(secrets.state),
    provider: provider.name,
    browserHash: hashOf(asked.browser),
    sealed: platform.secrets.seal(JSON.stringify({ ...secrets, isAnew: asked.isAnew ?? false })),
    returnTo: returnPath(asked.returnTo),
    triedBy: asked.triedBy ?? null,
  });
  return { url };
}

/**
 * Ends a sign-in with what the provider sent the browser back with. The login is taken first, in a transaction of its
 * own, so that nobody comes in twice by it; then the provider is asked; then somebody is signed in, or refused.
 */
export async function finishSignOn(platform: Platform, caller: Caller, back: CameBack): Promise<SignedOn> {
  const login = await takeBegun(platform, {
    stateHash: hashOf(back.query.get('state') ?? ''),
    provider: back.provider,
    browserHashes: [back.browser, back.session].flatMap((secret) => (secret ? [hashOf(secret)] : [])),
  });
  const provider = login && (await findProvider(platform.db, login.provider));
  if (!login || !provider) return { kind: 'refused', reason: 'expired' };
  try {
    const secrets = secretsIn(platform.secrets.open(login.sealed));
    const claims = await party(platform).finish(oidcProvider(platform, provider), secrets, back.query);
    return login.triedBy === null
      ? await admit(platform, caller, {
          provider,
          claims,
          returnTo: login.returnTo,
          isAnew: secrets.isAnew,
        })
      : await showTrial(platform, caller, { provider, claims, person: login.triedBy });
  } catch (error) {
    if (!(error instanceof OidcFailure)) throw error;
    return noteFailure(platform, caller, { provider, triedBy: login.triedBy, failure: error });
  }
}

function party(platform: Platform) {
  return createRelyingParty(platform.egress, platform.clock);
}

function oidcProvider(platform: Platform, { name, settings, sealedSecret }: StoredProvider): OidcProvider {
  return {
    issuer: settings.issuer,
    clientId: settings.clientId,
    clientSecret: sealedSecret === null ? null : platform.secrets.open(sealedSecret),
    scopes: settings.scopes,
    redirectUrl: redirectUrl(platform.settings.url, name),
  };
}

/** Sealed by `beginSignOn` alone, so it is what the relying party gave it. */
function secretsIn(opened: string): OidcSecrets & { isAnew: boolean } {
  return JSON.parse(opened) as OidcSecrets & { isAnew: boolean };
}

/** What the functions here hand to their own actions is made here, so its type is its schema. */
function own<T>() {
  return z.custom<T>();
}

/** Not in the audit log: nobody has come in yet, and anybody may begin. */
function keepLogin(platform: Platform, login: LoginRow): Promise<void> {
  const keep = (act: Act) => saveLogin(act.tx, login, act.now.add({ minutes: loginMinutes }));
  return byItself(platform, 'catalog.beginSignOn', keep, platform.db);
}

function takeBegun(
  platform: Platform,
  asked: Parameters<typeof takeLogin>[1],
): Promise<LoginRow | undefined> {
  return byItself(platform, 'catalog.endSignOn', (act) => takeLogin(act.tx, asked, act.now), platform.db);
}

interface Arrival {
  provider: StoredProvider;
  claims: Claims;
  returnTo: string;
  /** Whether the provider was told to ask for the means again. */
  isAnew: boolean;
}

const admit = action(
  { name: 'catalog.signOn', who: 'anyone', input: own<Arrival>() },
  async (act, { provider, claims, returnTo, isAnew }): Promise<SignedOn> => {
    const { settings } = provider;
    const stranger = readClaims(claims, settings);
    const verdict = await judge(act, settings, stranger);
    if (verdict.kind === 'refused' || !stranger) {
      const reason = verdict.kind === 'refused' ? verdict.reason : 'unreadable';
      act.record(`provider:${provider.name}`, { refused: reason, subject: stranger?.subject });
      return { kind: 'refused', reason };
    }
    const person = await bind(act, settings, { stranger, verdict });
    if (stranger.groups)
      await giveGrant(act, person, grantFor(settings.groups, stranger.groups, settings.defaultAccess));
    const { secret } = await openSession(act, {
      person,
      method: 'sso',
      confirmedAt: confirmedAt(claims, isAnew, act.now),
    });
    act.record(`person:${person}`, { method: 'sso', provider: provider.name });
    return { kind: 'opened', secret, returnTo };
  },
);

/** Somebody unknown is looked at while nobody else can become known, so that two at once make one account. */
async function judge(act: Act, settings: ProviderSettings, stranger: Stranger | null): Promise<Verdict> {
  if (!stranger) return decideSignIn(settings, null, { bound: undefined, owner: undefined });
  if (!(await findIdentity(act.tx, stranger.issuer, stranger.subject))) await lockAdministrators(act.tx);
  const name = await findIdentity(act.tx, stranger.issuer, stranger.subject);
  return decideSignIn(settings, stranger, {
    bound: await known(
      act,
      name === undefined ? undefined : await personByName(act.tx, name),
      stranger.issuer,
    ),
    owner: await known(
      act,
      stranger.email === null ? undefined : await personByEmail(act.tx, stranger.email),
      stranger.issuer,
    ),
  });
}

async function known(act: Act, row: PersonRow | undefined, issuer: string): Promise<Known | undefined> {
  if (!row) return undefined;
  const factors = await factorsOf(act.tx, row.name);
  const isBoundHere = row.issuers.includes(issuer);
  return {
    name: row.name,
    hasLeft: row.hasLeft,
    isBoundHere,
    hasOwnMeans:
      row.hasPassword || factors.totp || factors.passkeys > 0 || row.issuers.some((one) => one !== issuer),
  };
}

async function bind(
  act: Act,
  { defaultAccess }: ProviderSettings,
  { stranger, verdict }: { stranger: Stranger; verdict: Exclude<Verdict, { kind: 'refused' }> },
): Promise<string> {
  if (verdict.kind === 'signIn') return verdict.person;
  const { issuer, subject, fullName, timeZone } = stranger;
  const person = verdict.kind === 'link' ? verdict.person : freeName(verdict.email, await takenNames(act.tx));
  if (verdict.kind === 'create') {
    const { email } = verdict;
    await savePerson(
      act.tx,
      {
        name: person,
        fullName: fullName ?? person,
        email,
        timeZone: timeZone ?? 'UTC',
        access: defaultAccess,
      },
      act.now,
    );
  }
  await saveIdentity(act.tx, { issuer, subject, person }, act.now);
  act.record(`person:${person}`, {
    reason: 'single sign-on',
    after: { issuer, subject, ...(verdict.kind === 'create' ? { access: defaultAccess } : {}) },
  });
  act.hint('people');
  return person;
}

interface Tried {
  provider: StoredProvider;
  claims: Claims;
  person: string;
}

const showTrial = action(
  { name: 'catalog.trySignOn', who: 'anyone', input: own<Tried>() },
  async (act, { provider, claims, person }): Promise<SignedOn> => {
    const verdict = await judge(act, provider.settings, readClaims(claims, provider.settings));
    return keepTrial(act, person, {
      provider: provider.settings.label,
      isOk: verdict.kind !== 'refused',
      verdict: verdictText(verdict),
      claims: shownClaims(claims),
    });
  },
);

async function keepTrial(act: Act, person: string, outcome: TrialOutcome): Promise<SignedOn> {
  const id = act.newId();
  const sealed = act.platform.secrets.seal(JSON.stringify(outcome));
  await saveTrial(act.tx, { id, person, sealed }, act.now.add({ minutes: loginMinutes }));
  act.record(`person:${person}`, { provider: outcome.provider, trial: outcome.isOk ? 'ok' : 'refused' });
  return { kind: 'tried', trial: id };
}

const noteFailure = action(
  {
    name: 'catalog.refuseSignOn',
    who: 'anyone',
    input: own<{ provider: StoredProvider; triedBy: string | null; failure: OidcFailure }>(),
  },
  async (act, { provider: { name, settings }, triedBy, failure }): Promise<SignedOn> => {
    act.platform.log.warn({ provider: name, why: failure.message }, 'a sign-in by a provider failed');
    if (triedBy !== null)
      return keepTrial(act, triedBy, {
        provider: settings.label,
        isOk: false,
        verdict: failure.message,
        claims: [],
      });
    act.record(`provider:${name}`, { refused: failure.kind, why: failure.message });
    return { kind: 'refused', reason: failure.kind === 'refused' ? 'refused' : 'provider' };
  },
);
