import {
  createIntegration as createEndpoint,
  deleteIntegration as deleteEndpoint,
  listDeliveries,
  listIntegrations,
  rotateKey as rotateEndpoint,
} from '@muster/contract/detect/integrations';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { createIntegration, deleteIntegration, rotateKey } from './actions.ts';
import { deliveryList, integrationList, integrationView } from './views.ts';

export const routes = [
  route(listIntegrations, ({ platform, query }) =>
    integrationList(platform.db, platform.settings.url, query),
  ),
  route(createEndpoint, async ({ platform, caller, body }) => {
    const { key } = await createIntegration(platform, caller, body);
    return { key, integration: await shown(platform, body.name) };
  }),
  route(rotateEndpoint, async ({ platform, caller, params }) => {
    const { key } = await rotateKey(platform, caller, params);
    return { key, integration: await shown(platform, params.name) };
  }),
  route(deleteEndpoint, ({ platform, caller, params }) => deleteIntegration(platform, caller, params)),
  route(listDeliveries, async ({ platform, params, query }) => {
    await shown(platform, params.name);
    return deliveryList(platform.db, params.name, query);
  }),
];

async function shown(platform: Platform, name: string) {
  const integration = await integrationView(platform.db, platform.settings.url, name);
  if (!integration) throw notFound('integration');
  return integration;
}
