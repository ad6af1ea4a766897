import { type MaintenanceTurn, maintenanceTurned } from '@muster/contract/detect/events';
import { type MaintenanceAct, maintenanceNews } from '@muster/contract/inform/news';
import { putPlannedNotices as endpoint } from '@muster/contract/inform/planned';
import { maintenanceActs, openGaps, saidOf } from '@muster/contract/inform/planned-text';
import type { DomainEvent } from '@muster/contract/platform/event';
import { z } from 'zod';
import { maintenanceView, refuseServicesOfOthers } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import {
  actOf,
  dueReminders,
  isNews,
  type Notices,
  remindersAfter,
  type Said,
  type Window,
} from './model.ts';
import { insertSaid, lockDueNotices, lockNotices, nextNoticeDue, saidOfAll, saveNotices } from './store.ts';

export const remindSweep = 'inform.remindOfMaintenance';

type Planned = NonNullable<Awaited<ReturnType<typeof maintenanceView>>>;

/** Approves what is told of a maintenance; the first approval with an audience announces it. */
export const approveNotices = action(
  {
    name: 'inform.approveMaintenanceNews',
    who: 'responder',
    input: z.strictObject({ id: z.string(), given: endpoint.body }),
  },
  async (act, { id, given }) => {
    const planned = await maintenanceView(act.tx, id, act.now);
    if (!planned) throw notFound('maintenance');
    act.record(`maintenance:${id}`, { after: given });
    await refuseServicesOfOthers(act, planned.services);
    if (planned.state === 'cancelled' || planned.state === 'done')
      throw new Refusal('conflict', 'This maintenance is over; there is nothing to tell.');
    refuseGaps(given.texts);
    const before = await lockNotices(act.tx, id);
    const approved: Notices = {
      ...given,
      audiences: [...new Set(given.audiences)],
      maintenance: id,
      approvedBy: actorName(act.caller.actor),
      approvedAt: act.now,
      remindedTo: before?.remindedTo ?? act.now,
    };
    await keep(act, approved, planned);
    await say(act, { notices: approved, planned }, { act: 'announced', window: planned.window });
  },
);

/** Says what a maintenance has turned to, and looks anew when it is to be reminded of. */
export async function followTurns(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const { payload } of events.filter(maintenanceTurned.is)) {
    const notices = await lockNotices(act.tx, payload.maintenance);
    const planned = notices && (await maintenanceView(act.tx, payload.maintenance, act.now));
    if (!notices || !planned) continue;
    await keep(act, notices, planned);
    const said = actOf(payload.turn);
    const window = windowNamed(planned, payload, act.now);
    if (said) await say(act, { notices, planned }, { act: said, window });
  }
}

/** Reminds of windows that are near. Answers how many maintenances were looked at. */
export async function remind(act: Act): Promise<number> {
  const due = await lockDueNotices(act.tx, act.now);
  for (const notices of due) {
    const planned = await maintenanceView(act.tx, notices.maintenance, act.now);
    const reminders = planned ? remindersAfter(notices, windowsOf(planned), notices.remindedTo) : [];
    if (planned)
      for (const { window, hours } of dueReminders(reminders, act.now))
        await say(act, { notices, planned }, { act: 'reminded', window, hours });
    await keep(act, { ...notices, remindedTo: act.now }, planned);
  }
  return due.length;
}

export function nextReminderAt(db: Query): Promise<Temporal.Instant | null> {
  return nextNoticeDue(db);
}

interface News {
  act: MaintenanceAct;
  window: Window | null;
  hours?: number;
}

async function say(
  act: Act,
  { notices, planned }: { notices: Notices; planned: Planned },
  { act: done, window, hours = 0 }: News,
): Promise<void> {
  if (notices.audiences.length === 0) return;
  const said: Said = {
    id: act.newId(),
    maintenance: notices.maintenance,
    act: done,
    at: act.now,
    audiences: notices.audiences,
    title: notices.title,
    text: saidOf(notices.texts[done], window, planned.timeZone),
    startsAt: window && Temporal.Instant.from(window.start),
    hours,
  };
  const before = await saidOfAll(act.tx, [notices.maintenance]);
  const isAnnounced = before.some((one) => one.act === 'announced') || done === 'announced';
  if (!isAnnounced || !isNews(said, before)) return;
  await insertSaid(act.tx, said);
  act.record(`maintenance:${notices.maintenance}`, { said: done, audiences: notices.audiences });
  act.publish(
    maintenanceNews(notices.maintenance, { maintenance: notices.maintenance, act: done, word: said.id }),
  );
  act.hint('maintenances');
}

async function keep(act: Act, notices: Notices, planned: Planned | undefined): Promise<void> {
  const windows = planned ? windowsOf(planned) : [];
  const dueAt = remindersAfter(notices, windows, notices.remindedTo)[0]?.at ?? null;
  await saveNotices(act.tx, notices, dueAt);
  if (dueAt) act.poke(remindSweep, dueAt);
}

/** What is to come; a series tells its next ones, and the next turn looks again. */
function windowsOf({ state, window, next }: Planned): Window[] {
  return [...(state === 'scheduled' && window ? [window] : []), ...next];
}

/** The window that a turn is about, as it stands now; that of a series which has ended is no longer among what comes. */
function windowNamed(
  planned: Planned,
  { window: start, turn }: { window: string | null; turn: MaintenanceTurn },
  now: Temporal.Instant,
): Window | null {
  const known = [...(planned.window ? [planned.window] : []), ...planned.next];
  const found = known.find((one) => one.start === start);
  if (found || start === null || turn !== 'ended') return found ?? planned.window;
  return { start, end: wireTime(now) };
}

function refuseGaps(texts: Notices['texts']): void {
  const errors = maintenanceActs.flatMap((act) =>
    openGaps(texts[act]).map((gap) => ({
      pointer: `/texts/${act}`,
      message: `"${gap}" is still to be said`,
    })),
  );
  if (errors.length > 0) throw new Refusal('invalid', 'Some of the texts are not ready.', errors);
}
