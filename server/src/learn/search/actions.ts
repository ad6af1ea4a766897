import { followUpChanged } from '@muster/contract/learn/followups';
import { retrospectiveChanged } from '@muster/contract/learn/news';
import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged, incidentsImported } from '@muster/contract/respond/news';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { caughtUp, newsUntilNow } from '../../platform/caught-up.ts';
import type { Query } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { incidentIds } from '../../respond/index.ts';
import {
  begin,
  beginAnew,
  type Due,
  isDue,
  nextDue,
  noteAllWork,
  noteChanged,
  noteDue,
  replaceTexts,
  type Text,
  takeDue,
} from './store.ts';

export const indexSweep = 'learn.indexTexts';
export const followed = [incidentChanged, incidentsImported, retrospectiveChanged, followUpChanged] as const;

/** The name of the subscription by which texts are followed. */
export const follow = 'learn.followTexts';
/** So long a search waits for what was written before somebody asked. */
const patienceMs = 300;

/** What changes again and again is looked at once in so many seconds; what is new at once. */
const lookedAtWithin = 5;
const lotSize = 25;
const pieceSize = 500;
/** Sorts before every id. */
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Resolves when what was new until now can be found, or is not worth waiting for. */
export async function textsRead({ db, clock }: Platform): Promise<void> {
  const now = clock.now();
  const isUnheard = await newsUntilNow(db, [follow]);
  await caughtUp(async () => (await isUnheard()) || (await isDue(db, now)), patienceMs);
}

/** After a change: what it is about is read again, in its own time. */
export async function followTexts(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const due = events.flatMap(subjectsOf);
  const later = act.now.add({ seconds: lookedAtWithin });
  noteChanged(act.tx, due, { now: act.now, later });
  act.poke(indexSweep);
}

function subjectsOf(event: DomainEvent): Due[] {
  if (incidentsImported.is(event))
    return event.payload.incidents.map((subject) => ({ kind: 'incident', subject }));
  if (retrospectiveChanged.is(event)) return [{ kind: 'retrospective', subject: event.subject }];
  if (followUpChanged.is(event)) return [{ kind: 'follow-up', subject: event.subject }];
  return [{ kind: 'incident', subject: event.subject }];
}

/** Reads again what changed. Answers how many there were. */
export async function indexTexts(
  act: Act,
  textsOf: (db: Query, due: Due) => Promise<Text[]>,
): Promise<number> {
  if (await begin(act.tx, act.now)) {
    noteAllWork(act.tx, act.now);
    await noteOlder(act, beforeAll);
  }
  const due = await takeDue(act.tx, act.now, lotSize);
  const marks = due.filter((one) => one.kind === 'incidents-after');
  const records = due.filter((one) => one.kind !== 'incidents-after');
  // A mark has the id of an incident, which was read itself, perhaps in an earlier lot: its texts stay.
  for (const { subject } of marks) await noteOlder(act, subject);
  const texts: Text[] = [];
  for (const one of records) texts.push(...(await textsOf(act.tx, one)));
  if (records.length > 0)
    await replaceTexts(
      act.tx,
      records.map((one) => one.subject),
      texts,
    );
  return due.length;
}

/** What stood there before there was a search is noted piece by piece, from one incident to the next. */
async function noteOlder({ tx, now }: Act, after: string): Promise<void> {
  const ids = await incidentIds(tx, after, pieceSize);
  const last = ids.at(-1);
  const due: Due[] = ids.map((subject) => ({ kind: 'incident', subject }));
  if (last !== undefined) noteDue(tx, [...due, { kind: 'incidents-after', subject: last }], now);
}

/**
 * Begins anew, as if there had never been a search: everything is read again, behind the scenes and piece by piece. What
 * stands there is found until then.
 */
export const rebuildSearch = action(
  { name: 'learn.rebuildSearch', who: 'admin', input: z.strictObject({}) },
  async (act) => {
    await beginAnew(act.tx, act.now);
    act.record('search', {});
    act.poke(indexSweep);
    return { begunAt: wireTime(act.now) };
  },
);

/** When something waits to be read. */
export const textsDueAt = nextDue;
