import type { Notification } from '@muster/contract/oncall/pages';
import type { Query } from '../../platform/db.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { deliveryStates } from '../../platform/delivery/store.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { type Held, heldOf } from './store.ts';

/** What of a page was held back. What went out under the page itself stands among its messages already. */
export async function heldView(
  db: Query,
  pageId: string,
  sent: ReadonlySet<string>,
): Promise<Notification[]> {
  const rows = (await heldOf(db, pageId)).filter((row) => row.delivery === null || !sent.has(row.delivery));
  const states = await deliveryStates(
    db,
    rows.flatMap((row) => row.delivery ?? []),
  );
  return rows.map((row) => shown(row, row.delivery === null ? undefined : states.get(row.delivery)));
}

const outcomes = {
  held: 'scheduled',
  bundled: 'delivered',
  cancelled: 'cancelled',
  expired: 'expired',
} as const;

function shown(
  { id, person, via, kind, heldAt, dueAt, state, reason }: Held,
  delivery: Delivery['state'] | undefined,
): Notification {
  return {
    id,
    person,
    via,
    kind,
    dueAt: wireTime(dueAt ?? heldAt),
    sentAt: null,
    outcome: delivery ?? outcomes[state],
    attempts: [],
    reason,
    maybeDuplicate: false,
  };
}
