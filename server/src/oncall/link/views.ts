import type { Page } from '@muster/contract/oncall/pages';
import { type FoundPerson, findPerson } from '../../catalog/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { findDelivery } from '../../platform/delivery/store.ts';
import type { Platform } from '../../platform/platform.ts';
import { pageView } from '../page/views.ts';
import { shadowPurpose } from '../shadow/model.ts';
import { deliveryOfLink, validHours } from './model.ts';

/** What a link is about: the page as it is now, whom the notification went to, and whether it was to call them. */
export interface Linked {
  page: Page;
  person: FoundPerson;
  mayAcknowledge: boolean;
  /** The contact method that the notification went by. */
  via: string;
}

/** Null for a link that is not ours, that is too old, or whose page is gone or person has left. */
export async function linkedView(platform: Platform, link: string): Promise<Linked | null> {
  const id = deliveryOfLink(platform.secrets, link);
  const delivery = id === null ? undefined : await findDelivery(platform.db, id);
  if (!delivery || isTooOld(delivery, platform.clock.now())) return null;
  if (delivery.purpose !== 'page' && delivery.purpose !== shadowPurpose) return null;
  const mayAcknowledge = delivery.purpose === 'page';
  const [page, person] = [
    await pageView(platform.db, delivery.subject),
    await findPerson(platform.db, delivery.person),
  ];
  return page && person?.deactivatedAt === null ? { page, person, mayAcknowledge, via: delivery.via } : null;
}

function isTooOld(delivery: Delivery, now: Temporal.Instant): boolean {
  return delivery.plannedAt.until(now).total('hours') > validHours;
}
