import type { Handover as WireHandover } from '@muster/contract/oncall/handover';
import type { Query } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import type { Handover } from './model.ts';
import { findDraft, findHandover, handoversAround, handoversSince, stateOf } from './store.ts';

const historyDays = 366;
const concernsForDays = 2;

/** What would be handed over now. Refuses a schedule that is not there. */
export async function draftView(db: Query, schedule: string, me: string, now: Temporal.Instant) {
  const { from, to, at, facts } = await stateOf(db, schedule, now);
  const draft = await findDraft(db, schedule, me);
  const history = await handoversSince(db, schedule, now.subtract({ hours: 24 * historyDays }));
  return {
    from,
    to,
    at: at === undefined ? null : wireTime(Temporal.Instant.from(at)),
    facts,
    draft: draft ? { ...draft, savedAt: wireTime(draft.savedAt) } : null,
    history: history.map(toWire),
  };
}

/** What waits for this person, and what they handed over lately. */
export async function handoversOf(db: Query, person: string, now: Temporal.Instant) {
  const found = await handoversAround(db, person, now.subtract({ hours: 24 * concernsForDays }));
  return { items: found.map(toWire) };
}

export async function handoverView(db: Query, id: string): Promise<WireHandover> {
  const found = isId(id) ? await findHandover(db, id) : undefined;
  if (!found) throw notFound('handover');
  return toWire(found);
}

function toWire({ dueAt: _, ...one }: Handover): WireHandover {
  return {
    ...one,
    state: one.acceptedBy === null ? 'handed' : 'accepted',
    handedAt: wireTime(one.handedAt),
    acceptedAt: wireTimeOrNull(one.acceptedAt),
  };
}
