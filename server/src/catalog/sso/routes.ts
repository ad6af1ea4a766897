import {
  checkIssuer,
  deleteProvider as deleteEndpoint,
  getSignInRule,
  listProviders,
  saveProvider as saveEndpoint,
  saveSignInRule,
  ways,
} from '@muster/contract/catalog/sso';
import { route } from '../../platform/http/route.ts';
import { createRelyingParty } from '../../platform/oidc/relying-party.ts';
import { notFound } from '../../platform/refusal.ts';
import { changeSignInRule } from '../rule/actions.ts';
import { signInRuleView } from '../rule/views.ts';
import { deleteProvider, saveProvider } from './actions.ts';
import { providerList, providerView, waysView } from './views.ts';

export const routes = [
  route(ways, ({ platform }) => waysView(platform.db)),
  route(listProviders, ({ platform }) => providerList(platform.db, platform.settings.url)),
  route(saveEndpoint, async ({ platform, caller, params: { name }, body }) => {
    await saveProvider(platform, caller, { ...body, name });
    const provider = await providerView(platform.db, name, platform.settings.url);
    if (!provider) throw notFound('provider');
    return provider;
  }),
  route(deleteEndpoint, ({ platform, caller, params }) => deleteProvider(platform, caller, params)),
  route(checkIssuer, async ({ platform: { egress, clock }, body }) => {
    const steps = await createRelyingParty(egress, clock).check(body.issuer);
    return { isOk: steps.every((step) => step.isOk), steps };
  }),
  route(getSignInRule, ({ platform }) => signInRuleView(platform.db)),
  route(saveSignInRule, ({ platform, caller, body }) => changeSignInRule(platform, caller, body)),
];
