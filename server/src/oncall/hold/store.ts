import { maintenanceHolding } from '../../detect/index.ts';
import type { Query } from '../../platform/db.ts';
import { stormPages } from '../arrival/store.ts';
import type { Command } from '../page/model.ts';
import type { Page } from '../page/store.ts';
import { commandsOf } from './model.ts';

/** What maintenance says to these pages, by their ids; nothing to those that it leaves as they are. */
export async function holdCommands(
  db: Query,
  pages: readonly Page[],
  now: Temporal.Instant,
): Promise<Map<string, Command>> {
  const services = new Set(pages.flatMap((page) => page.service ?? []));
  const holding = await maintenanceHolding(db, [...services], now);
  const shared =
    holding.size === 0
      ? new Set<string>()
      : await stormPages(
          db,
          pages.map((one) => one.id),
        );
  return commandsOf(pages, holding, shared);
}
