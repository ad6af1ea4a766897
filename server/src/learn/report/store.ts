import type { RunbookState } from '@muster/contract/learn/reports';
import type { Actor } from '../../platform/actor.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { mayRead } from '../author/store.ts';
import type { Stored } from '../retrospective/model.ts';
import { findRetrospective } from '../retrospective/store.ts';

export async function countReader(
  tx: Tx,
  { retrospective, person, at }: { retrospective: string; person: string; at: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into learn.report_readers (retrospective, person, first_at)
    values (${retrospective}, ${person}, ${at}) on conflict do nothing`);
  return rows > 0;
}

export async function readersOf(db: Query, retrospective: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*)::int as n from learn.report_readers where retrospective = ${retrospective}`);
  return n;
}

export function runbookOf(
  db: Query,
  retrospective: string,
): Promise<{ state: RunbookState | null; note: string }> {
  return db.one(sql`
    select runbook as state, runbook_note as note from learn.retrospectives where id = ${retrospective}`);
}

export async function saveRunbook(
  tx: Tx,
  retrospective: string,
  { state, note }: { state: RunbookState; note: string },
): Promise<void> {
  await tx.run(sql`
    update learn.retrospectives set runbook = ${state}, runbook_note = ${note} where id = ${retrospective}`);
}

/** What is published. Refuses not_found for what is not, and for whoever may not see its incident. */
export async function seenPublished(db: Query, id: string, actor: Actor): Promise<Stored> {
  const one = isId(id) ? await findRetrospective(db, id) : undefined;
  if (one?.state !== 'published' || !(await mayRead(db, one, actor))) throw notFound('published report');
  return one;
}
