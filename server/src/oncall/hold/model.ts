/**
 * What maintenance says to a page (E13). It holds back pages that alerts have opened: whoever calls people by hand means
 * it. A page that is held is due when the maintenance ends, and looks again then.
 */
import type { Holding } from '../../detect/index.ts';
import { type Command, type HeldBy, stamp } from '../page/model.ts';
import type { Page } from '../page/store.ts';

export function heldBy(holding: Holding | undefined): HeldBy | undefined {
  return holding && { id: holding.id, title: holding.title, until: stamp(holding.until) };
}

type Held = Pick<Page, 'id' | 'groupId' | 'service' | 'run'>;

/** The commands by page, for those of these that maintenance changes; `storms` are pages that many groups share. */
export function commandsOf(
  pages: readonly Held[],
  holding: ReadonlyMap<string, Holding>,
  storms: ReadonlySet<string>,
): Map<string, Command> {
  const commands = new Map<string, Command>();
  for (const { id, groupId, service, run } of pages) {
    const isOfAlerts = groupId !== null || storms.has(id) || run.maintenance;
    const held = service === null || !isOfAlerts ? undefined : heldBy(holding.get(service));
    if (held === undefined && !run.maintenance) continue;
    const isSame = held !== undefined && run.heldBy?.id === held.id && run.heldBy.until === held.until;
    if (!isSame) commands.set(id, { do: 'maintenance', on: held !== undefined, heldBy: held });
  }
  return commands;
}
