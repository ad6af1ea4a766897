import type { PracticeCheck } from '@muster/contract/measure/maturity';
import { followUpFacts, learningCounts } from '../../learn/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { isBefore } from '../../platform/instants.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { insiderName } from '../../respond/index.ts';
import { type Counted, type Counts, checkOf, type Quarter, quartersAt } from './model.ts';
import { incidentCounts, promiseCounts, soonCounts } from './store.ts';

type Asking = { actor: Actor; now: Temporal.Instant };

/** So long after its date it is asked of what was done whether anybody has looked at it again. */
const lookedAtWithin = { hours: 24 * 60 };

/** How the organisation works in this quarter and worked in the last. Private incidents count for their people only. */
export async function practiceView(db: Query, asking: Asking): Promise<PracticeCheck> {
  const { now, before } = quartersAt(asking.now);
  const counts = { now: await countsOf(db, now, asking), before: await countsOf(db, before, asking) };
  const days = now.from.until(now.until).total('hours') / 24;
  return {
    quarter: { from: wireTime(now.from), until: wireTime(now.until), before: wireTime(before.from) },
    ...checkOf(counts, Math.min(1, days / 91)),
  };
}

async function countsOf(db: Query, quarter: Quarter, asking: Asking): Promise<Counts> {
  const asked = { ...quarter, me: insiderName(asking.actor) };
  const incidents = await incidentCounts(db, asked);
  const soon = await soonCounts(db, asked);
  const { inside, outside } = await promiseCounts(db, asked);
  const learning = await learningCounts(db, asking.actor, quarter);
  return {
    'machine-first': incidents.machineFirst,
    'noticed-soon': soon.ttd,
    'answered-soon': soon.tta,
    'declared-soon': soon['declare-delay'],
    held: incidents.held,
    rehearsed: { part: incidents.rehearsed, n: null },
    'told-inside': inside,
    'told-outside': outside,
    'noticed-outside': soon['notice-delay'],
    'reported-soon': { part: learning.soon, n: learning.reports },
    runbooks: { part: learning.runbooks, n: learning.reports },
    ...(await promisedCounts(db, quarter, asking)),
    sessions: { part: learning.sessions, n: null },
  };
}

/** Of what was due in the quarter, what was done by its date; of what was due 60 days earlier, what was looked at again. */
async function promisedCounts(
  db: Query,
  { from, until }: Quarter,
  asking: Asking,
): Promise<Record<'done-in-time' | 'checked', Counted>> {
  const facts = await followUpFacts(db, { from: from.subtract(lookedAtWithin), until }, asking);
  const dueIn = (since: Temporal.Instant, to: Temporal.Instant) =>
    facts.filter(
      ({ dueAt, cancelledAt }) =>
        cancelledAt === null && dueAt !== null && isBefore(dueAt, to) && !isBefore(dueAt, since),
    );
  const due = dueIn(from, until);
  const earlier = dueIn(from.subtract(lookedAtWithin), until.subtract(lookedAtWithin)).filter(
    (one) => one.doneAt !== null,
  );
  const inTime = due.filter(
    ({ doneAt, dueAt }) => doneAt !== null && dueAt !== null && !isBefore(dueAt, doneAt),
  );
  return {
    'done-in-time': { part: inTime.length, n: due.length },
    checked: { part: earlier.filter((one) => one.effect !== null).length, n: earlier.length },
  };
}
