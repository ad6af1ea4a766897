import type { Page } from '@muster/contract/oncall/pages';
import { type FoundPerson, findPerson } from '../../catalog/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { findDelivery } from '../../platform/delivery/store.ts';
import type { Platform } from '../../platform/platform.ts';
import { pageView } from '../page/views.ts';
import { deliveryOfLink, validHours } from './model.ts';

/** What a link is about: the page as it is now, and whom the notification went to. */
export interface Linked {
  page: Page;
  person: FoundPerson;
}

/** Null for a link that is not ours, that is too old, or whose page is gone or person has left. */
export async function linkedView(platform: Platform, link: string): Promise<Linked | null> {
  const id = deliveryOfLink(platform.secrets, link);
  const delivery = id === null ? undefined : await findDelivery(platform.db, id);
  if (delivery?.purpose !== 'page' || isTooOld(delivery, platform.clock.now())) return null;
  const [page, person] = [
    await pageView(platform.db, delivery.subject),
    await findPerson(platform.db, delivery.person),
  ];
  return page && person?.deactivatedAt === null ? { page, person } : null;
}

function isTooOld(delivery: Delivery, now: Temporal.Instant): boolean {
  return delivery.plannedAt.until(now).total('hours') > validHours;
}
