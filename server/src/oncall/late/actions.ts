import { activePeople } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { pagePeople } from '../page/actions.ts';
import { summaryOf } from './model.ts';
import { nextLateDue, takeLate } from './store.ts';

export function nextLateAt(db: Query): Promise<Temporal.Instant | null> {
  return nextLateDue(db);
}

/** One page to each, by their own rules, for all that came late. Always answers 0: all that was due has been told. */
export async function tellLate(act: Act): Promise<number> {
  const late = await takeLate(act.tx, act.now);
  const here = await activePeople(act.tx, [...late.keys()]);
  for (const [person, pages] of late) if (here.has(person)) await pagePeople(act, [person], summaryOf(pages));
  return 0;
}
