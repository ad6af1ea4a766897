/** News that are being written, one draft for each audience of an incident. */
import type { Draft, Unsent, Update } from '@muster/contract/inform/updates';
import type { Audience } from '@muster/contract/respond/settings';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { latestOfType } from '../../respond/index.ts';
import { historyOf, unsentOf } from './history.ts';

interface Row extends Omit<Draft, 'saved'> {
  at: Temporal.Instant;
  by: string;
}

export async function draftsOf(db: Query, incident: string): Promise<Draft[]> {
  const rows = await db.many<Row>(sql`
    select audience, title, text, state, components, pages, next_in_minutes as "nextInMinutes", saved_at as at, saved_by as by
    from inform.drafts where incident = ${incident}`);
  return rows.map(({ at, by, ...draft }) => ({ ...draft, saved: { at: wireTime(at), by } }));
}

export async function saveDraft(
  tx: Tx,
  incident: string,
  { audience, title, text, state, components, pages, nextInMinutes }: Draft,
  saved: { at: Temporal.Instant; by: string },
): Promise<void> {
  await tx.run(sql`
    insert into inform.drafts (incident, audience, title, text, state, components, pages, next_in_minutes, saved_by,
      saved_at)
    values (${incident}, ${audience}, ${title}, ${text}, ${state}, ${JSON.stringify(components)},
      ${pages === null ? null : JSON.stringify(pages)}, ${nextInMinutes}, ${saved.by}, ${saved.at})
    on conflict (incident, audience) do update set title = excluded.title, text = excluded.text,
      state = excluded.state, components = excluded.components, pages = excluded.pages,
      next_in_minutes = excluded.next_in_minutes,
      saved_by = excluded.saved_by, saved_at = excluded.saved_at`);
}

export async function forgetDraft(tx: Tx, incident: string, audience: Audience): Promise<void> {
  await tx.run(sql`delete from inform.drafts where incident = ${incident} and audience = ${audience}`);
}

export interface DueNews {
  incident: string;
  audience: Audience;
}

/** When the clock looks at what waits for this audience; never where it is null. */
export async function saveDue(
  tx: Tx,
  incident: string,
  audience: Audience,
  at: string | null,
): Promise<void> {
  if (at === null)
    await tx.run(sql`delete from inform.waiting where incident = ${incident} and audience = ${audience}`);
  else
    await tx.run(sql`
      insert into inform.waiting (incident, audience, due_at) values (${incident}, ${audience}, ${at})
      on conflict (incident, audience) do update set due_at = excluded.due_at`);
}

export function dueNews(db: Query, now: Temporal.Instant): Promise<DueNews[]> {
  return db.many<DueNews>(
    sql`select incident, audience from inform.waiting where due_at <= ${now} order by due_at limit 100`,
  );
}

export async function nextDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ at: Temporal.Instant | null }>(
    sql`select min(due_at) as at from inform.waiting`,
  );
  return row.at;
}

/** Of each kind so many are looked at. */
const shown = 200;

/** All news of an incident as they stand by now, newest first. */
export async function newsOf(db: Query, incident: string): Promise<Update[]> {
  const [published, corrected, retracted] = await Promise.all([
    latestOfType(db, incident, 'updatePublished', shown),
    latestOfType(db, incident, 'updateCorrected', shown),
    latestOfType(db, incident, 'updateRetracted', shown),
  ]);
  return historyOf({ published, corrected, retracted });
}

/** What was handed in and did not go out, newest first. */
export async function unsentNewsOf(db: Query, incident: string): Promise<Unsent[]> {
  const [asked, withdrawn] = await Promise.all([
    latestOfType(db, incident, 'updateAsked', shown),
    latestOfType(db, incident, 'updateWithdrawn', shown),
  ]);
  return unsentOf({ asked, withdrawn });
}
