import { createIntegration as createEndpoint } from '@muster/contract/detect/integrations';
import { byName } from '@muster/contract/platform/wire';
import { allServices, findService, refuseOthers, type Section } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { newSecret } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { hintOf, type IntegrationItem, toItem } from './model.ts';
import { allIntegrations, deleteIntegrations, findIntegration, saveIntegration } from './store.ts';

/** Answers the key, which nobody can read afterwards. */
export const createIntegration = action(
  { name: 'detect.createIntegration', who: 'responder', input: createEndpoint.body },
  async (act, item): Promise<{ key: string }> => {
    if (await findIntegration(act.tx, item.name))
      throw new Refusal('conflict', `There is an integration "${item.name}" already.`);
    const service = await findService(act.tx, item.service);
    if (!service) {
      throw new Refusal('invalid', 'This service does not exist.', [
        { pointer: '/service', message: `there is no service "${item.service}"` },
      ]);
    }
    await refuseOthers(act, service.team);
    const key = await write(act, item, item.key ?? newKey(item.door));
    act.record(`integration:${item.name}`, { change: 'create', after: recorded(item) });
    return { key };
  },
);

/** Puts a new key in place of the old one, which stops at once. */
export const rotateKey = action(
  { name: 'detect.rotateKey', who: 'responder', input: byName },
  async (act, { name }): Promise<{ key: string }> => {
    const stored = await findIntegration(act.tx, name);
    if (!stored) throw notFound('integration');
    await refuseOthers(act, await ownerOf(act.tx, stored));
    const key = await write(act, toItem(stored), newKey(stored.door));
    act.record(`integration:${name}`, { change: 'update', fields: ['key'] });
    return { key };
  },
);

export const deleteIntegration = action(
  { name: 'detect.deleteIntegration', who: 'responder', input: byName },
  async (act, { name }) => {
    const stored = await findIntegration(act.tx, name);
    if (!stored) throw notFound('integration');
    await refuseOthers(act, await ownerOf(act.tx, stored));
    await deleteIntegrations(act.tx, [name]);
    act.record(`integration:${name}`, { change: 'delete', before: recorded(toItem(stored)) });
    act.hint('integrations');
  },
);

/** Everything but the key. */
function recorded({ key: _, ...item }: IntegrationItem): object {
  return item;
}

export const integrationsSection: Section<'integrations'> = {
  kind: 'integrations',
  stored: async (act) =>
    (await allIntegrations(act.tx)).map((stored) => ({ ...toItem(stored), key: `sha256:${stored.keyHash}` })),
  // A key of the file is compared by its hash; without one, the stored key stays.
  aligned: (given, stored) => ({
    ...given,
    key: given.key === undefined ? stored.key : comparable(given.key, stored.key),
  }),
  shown: ({ key: _, ...item }) => item,
  owner: ownerOf,
  async save(act, items) {
    const known = new Map((await allIntegrations(act.tx)).map((stored) => [stored.name, stored]));
    const fresh = new Map<string, string>();
    for (const item of items) {
      const stored = known.get(item.name);
      if (stored && item.key?.startsWith('sha256:')) await saveWithHash(act, item, stored);
      else {
        const key = item.key ?? newKey(item.door);
        if (item.key === undefined) fresh.set(item.name, key);
        await write(act, item, key);
      }
    }
    return fresh;
  },
  async remove(act, names) {
    await deleteIntegrations(act.tx, names);
    act.hint('integrations');
  },
  async problems(db, items) {
    const services = new Set((await allServices(db)).map((service) => service.name));
    return items.flatMap((item, index) =>
      services.has(item.service)
        ? []
        : [{ pointer: `/integrations/${index}/service`, message: `there is no service "${item.service}"` }],
    );
  },
};

/** An integration belongs to whom its service belongs to. */
async function ownerOf(db: Query, { service }: { service: string }): Promise<string | null> {
  return (await findService(db, service))?.team ?? null;
}

function comparable(key: string, stored: string | undefined): string | undefined {
  return `sha256:${hashOf(key)}` === stored ? stored : key;
}

/** PagerDuty's clients insist on 32 letters and digits; a heartbeat's address is a UUID. */
function newKey(door: IntegrationItem['door']): string {
  const secret = hashOf(newSecret());
  if (door !== 'heartbeat') return secret.slice(0, 32);
  return `${secret.slice(0, 8)}-${secret.slice(8, 12)}-4${secret.slice(13, 16)}-8${secret.slice(17, 20)}-${secret.slice(20, 32)}`;
}

async function write(act: Act, item: IntegrationItem, key: string): Promise<string> {
  const taken = (await allIntegrations(act.tx)).find(
    (other) => other.keyHash === hashOf(key) && other.name !== item.name,
  );
  if (taken) throw new Refusal('conflict', `This key belongs to the integration "${taken.name}".`);
  await saveWithHash(act, item, { keyHash: hashOf(key), keyHint: hintOf(key) });
  return key;
}

async function saveWithHash(
  act: Act,
  item: IntegrationItem,
  key: { keyHash: string; keyHint: string },
): Promise<void> {
  const { name, door, service, defaultSeverity, heartbeatMatch, period, grace } = item;
  const settings = { defaultSeverity, heartbeatMatch, period, grace };
  await saveIntegration(
    act.tx,
    { id: act.newId(), name, door, service, settings, keyHash: key.keyHash, keyHint: key.keyHint },
    act.now,
  );
  act.hint('integrations');
}
