import { maintenanceTurned } from '@muster/contract/detect/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import type { Act } from '../../platform/act.ts';
import { decideAll } from '../page/actions.ts';
import { lockPagesOfServices } from '../page/store.ts';
import { holdCommands } from './store.ts';

/**
 * Maintenance of services began, ended or is another one: their open pages that alerts have opened wait for its end, or
 * go on (E13). Pages that open meanwhile look for themselves, and so does each one when it is due.
 */
export async function followMaintenance(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const services = events.filter(maintenanceTurned.is).flatMap((one) => one.payload.services);
  const pages = await lockPagesOfServices(act.tx, [...new Set(services)]);
  const commands = await holdCommands(act.tx, pages, act.now);
  const turns = pages.flatMap((page) => {
    const command = commands.get(page.id);
    return command ? [{ page, isNew: false, command }] : [];
  });
  await decideAll(act, turns);
}
