import type { TapPage } from '@muster/contract/oncall/tap';
import { findOwnDevice } from '../../catalog/index.ts';
import { mayAct } from '../../platform/actor.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { pageView } from '../page/views.ts';

/** A page on the screen of its own device, and whose device it is. */
export interface Tapped {
  shown: TapPage;
  device: NonNullable<Awaited<ReturnType<typeof findOwnDevice>>>;
}

/**
 * The page as far as an own device may know it. A page that did not call the owner is not told apart from one that
 * does not exist; an owner who may not acknowledge has nothing to look at here.
 */
export async function tappedView(platform: Platform, caller: Caller, id: string): Promise<Tapped> {
  const device = await findOwnDevice(platform.db, caller, platform.clock.now());
  if (!device) throw notFound('page');
  const { person, access } = device;
  if (!mayAct({ kind: 'person', name: person, access, by: 'device' }, 'responder')) throw notFound('page');
  const page = await pageView(platform.db, id);
  if (!page || !(page.notified.includes(person) || page.owner === person)) throw notFound('page');
  const { state, title, service, urgency, owner } = page;
  return { shown: { id: page.id, state, title, service, urgency, isMine: owner === person }, device };
}
