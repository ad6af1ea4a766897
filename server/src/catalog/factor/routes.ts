import {
  addPasskey as addPasskeyEndpoint,
  enableTotp as enableTotpEndpoint,
  factorsOfPerson,
  getFactorRule,
  listFactors,
  putFactorRule as putFactorRuleEndpoint,
  removePasskey as removePasskeyEndpoint,
  removeTotp as removeTotpEndpoint,
  renewRecoveryCodes as renewEndpoint,
  resetFactors as resetEndpoint,
  startPasskey as startPasskeyEndpoint,
  startTotp as startTotpEndpoint,
} from '@muster/contract/catalog/factors';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { personView } from '../person/views.ts';
import {
  addPasskey,
  enableTotp,
  putFactorRule,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  resetFactors,
  startPasskey,
  startTotp,
} from './actions.ts';
import { passkeysPossible } from './model.ts';
import { factorCounts, factorRuleView, factorsView } from './views.ts';

export const routes = [
  route(listFactors, async ({ platform, caller: { actor } }) => {
    if (actor.kind !== 'person') throw notFound('person');
    const passkeys = passkeysPossible(platform.settings.url);
    return { ...(await factorsView(platform.db, actor.name)), passkeysPossible: passkeys };
  }),
  route(startTotpEndpoint, ({ platform, caller }) => startTotp(platform, caller, {})),
  route(enableTotpEndpoint, ({ platform, caller, body }) => enableTotp(platform, caller, body)),
  route(removeTotpEndpoint, ({ platform, caller }) => removeTotp(platform, caller, {})),
  route(startPasskeyEndpoint, ({ platform, caller }) => startPasskey(platform, caller, {})),
  route(addPasskeyEndpoint, ({ platform, caller, body }) => addPasskey(platform, caller, body)),
  route(removePasskeyEndpoint, ({ platform, caller, params }) => removePasskey(platform, caller, params)),
  route(renewEndpoint, ({ platform, caller }) => renewRecoveryCodes(platform, caller, {})),
  route(factorsOfPerson, async ({ platform, params }) => {
    if (!(await personView(platform.db, params.name))) throw notFound('person');
    return factorCounts(platform.db, params.name);
  }),
  route(resetEndpoint, ({ platform, caller, params, body }) =>
    resetFactors(platform, caller, { ...params, ...body }),
  ),
  route(getFactorRule, ({ platform }) => factorRuleView(platform.db)),
  route(putFactorRuleEndpoint, async ({ platform, caller, body }) => {
    await putFactorRule(platform, caller, body);
    return factorRuleView(platform.db);
  }),
];
