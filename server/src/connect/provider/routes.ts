import * as contract from '@muster/contract/connect/providers';
import { actorName } from '../../platform/actor.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { refusedNumber } from '../../platform/phone-number.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { allowPhoneTest, deletePhoneProvider, savePhoneProvider, savePhoneRule } from './actions.ts';
import type { Exchange } from './sender.ts';
import { channelsView } from './views.ts';

export function providerRoutes(exchange: Exchange): Route[] {
  return [
    route(contract.listPhoneProviders, ({ platform }) => channelsView(platform)),
    route(contract.savePhoneProvider, async ({ platform, caller, params, body }) => {
      await savePhoneProvider(platform, caller, { name: params.name, provider: body });
      return shown(platform, params.name);
    }),
    route(contract.deletePhoneProvider, ({ platform, caller, params }) =>
      deletePhoneProvider(platform, caller, params),
    ),
    route(contract.savePhoneRule, async ({ platform, caller, body }) => {
      await savePhoneRule(platform, caller, body);
      return (await channelsView(platform)).rule;
    }),
    route(contract.testPhoneProvider, async ({ platform, caller, params, body }) => {
      const { provider } = await allowPhoneTest(platform, caller, { name: params.name, ...body });
      const to = body.to.replace(/[\s().-]/g, '');
      const refused = refusedNumber(to, (await channelsView(platform)).rule);
      if (refused !== null) return { steps: [{ done: false, text: refused }], attempt: null };
      const text = `A test of Muster, asked for by ${actorName(caller.actor)}. There is nothing to do.`;
      return exchange.only(provider, { class: body.class, person: actorName(caller.actor), to, text });
    }),
  ];
}

async function shown(platform: Platform, name: string) {
  const found = (await channelsView(platform)).items.find((one) => one.name === name);
  if (!found) throw notFound('provider');
  return found;
}
