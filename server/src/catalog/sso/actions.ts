import { deleteProvider as deleteEndpoint, saveProvider as saveEndpoint } from '@muster/contract/catalog/sso';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { readIssuer } from '../../platform/oidc/model.ts';
import { notFound, Refusal, wrongParts } from '../../platform/refusal.ts';
import { mappingProblems } from '../grant/actions.ts';
import { differenceOf } from '../person/decide.ts';
import { countProviders, lockSignInRule } from '../rule/store.ts';
import { refuseLimitedToken } from '../token/limited.ts';
import type { ProviderSettings } from './model.ts';
import { deleteExpiredLogins, deleteProviderRow, findProvider, saveProviderRow } from './store.ts';

/** A client secret that is left out stays; null takes it away. */
export const saveProvider = action(
  { name: 'catalog.saveProvider', who: 'admin', input: z.strictObject({ name, ...saveEndpoint.body.shape }) },
  async (act, { name: provider, clientSecret, ...given }) => {
    refuseLimitedToken(act.caller);
    const settings = { ...given, scopes: [...new Set(['openid', ...given.scopes])] };
    await refuseWrong(act, settings);
    const before = await findProvider(act.tx, provider);
    // A secret belongs to where it is sent: with another issuer it must be given anew, or it could be led astray.
    const isElsewhere = before !== undefined && before.settings.issuer !== settings.issuer;
    if (isElsewhere && clientSecret === undefined && before.sealedSecret !== null)
      throw new Refusal('invalid', 'The issuer is another one now.', [
        {
          pointer: '/clientSecret',
          message: 'give the client secret again, because it goes to another issuer now',
        },
      ]);
    const sealedSecret =
      clientSecret === undefined
        ? (before?.sealedSecret ?? null)
        : clientSecret && act.platform.secrets.seal(clientSecret);
    await saveProviderRow(act.tx, { name: provider, settings, sealedSecret }, act.now);
    act.record(`provider:${provider}`, {
      ...(before ? differenceOf(before.settings, settings) : { after: settings }),
      ...(clientSecret === undefined ? {} : { clientSecret: clientSecret === null ? 'removed' : 'set' }),
    });
    act.hint('sso');
  },
);

export const deleteProvider = action(
  { name: 'catalog.deleteProvider', who: 'admin', input: deleteEndpoint.params },
  async (act, { name: provider }) => {
    const { isRequired } = await lockSignInRule(act.tx);
    if (!(await deleteProviderRow(act.tx, provider))) throw notFound('provider');
    if (isRequired && (await countProviders(act.tx)) === 0)
      throw new Refusal('conflict', 'Single sign-on is required, and this is the only provider.');
    act.record(`provider:${provider}`, { change: 'delete' });
    act.hint('sso');
  },
);

export function expireLogins(act: Act): Promise<void> {
  return deleteExpiredLogins(act.tx, act.now);
}

async function refuseWrong(act: Act, settings: ProviderSettings): Promise<void> {
  const errors = await mappingProblems(act.tx, settings.groups, '/groups');
  const issuer = readIssuer(settings.issuer);
  if (typeof issuer === 'string') errors.push({ pointer: '/issuer', message: issuer });
  if (settings.makesPeople && settings.domains.length === 0)
    errors.push({
      pointer: '/domains',
      message: 'name the domains whose people get an account; otherwise everybody would',
    });
  if (errors.length > 0) throw wrongParts(errors);
}
