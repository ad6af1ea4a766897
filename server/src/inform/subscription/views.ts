import type { Subscriptions } from '@muster/contract/inform/subscriptions';
import { findPerson } from '../../catalog/index.ts';
import { contactsOf } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findIncident, maySee, settingsView } from '../../respond/index.ts';
import { findSubscription, subscriptionsBy } from './store.ts';

/** What somebody follows, by ways that hold. An incident that they may not see any more is left out. */
export async function subscriptionsView(db: Query, actor: Actor): Promise<Subscriptions> {
  if (actor.kind !== 'person') return { items: [], ways: [] };
  const { severities } = await settingsView(db);
  const items = await Promise.all(
    (await subscriptionsBy(db, actor.name)).map(async ({ person: _, createdAt, ...one }) => {
      const shown = { ...one, createdAt: wireTime(createdAt), ref: null };
      if (one.kind === 'service') return { ...shown, label: one.subject };
      if (one.kind === 'severity')
        return { ...shown, label: severities.find(({ name }) => name === one.subject)?.label ?? one.subject };
      const incident = await findIncident(db, one.subject);
      return incident && maySee(incident, actor)
        ? { ...shown, label: incident.title, ref: incident.ref }
        : null;
    }),
  );
  return { items: items.filter((one) => one !== null), ways: await waysOf(db, actor.name) };
}

/** Whether a subscription still holds. */
export async function isFollowed(db: Query, id: string): Promise<boolean> {
  return (await findSubscription(db, id)) !== undefined;
}

/** The names of the services that somebody follows. */
export async function followedServices(db: Query, person: string): Promise<string[]> {
  return (await subscriptionsBy(db, person))
    .filter((one) => one.kind === 'service')
    .map((one) => one.subject);
}

async function waysOf(db: Query, person: string): Promise<Subscriptions['ways']> {
  const account = await findPerson(db, person);
  const proved = (await contactsOf(db, [person])).filter((one) => one.verifiedAt && one.kind !== 'voice');
  return [
    { via: 'account', kind: 'mail', label: account?.email ?? person },
    ...proved.map(({ id, kind, label }) => ({ via: id, kind, label })),
  ];
}
