/** Lists and their members. */
import type { AudienceList, listBody } from '@muster/contract/inform/lists';
import type { Audience } from '@muster/contract/respond/settings';
import type { z } from 'zod';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import type { StoredMember } from './model.ts';

type Body = z.output<typeof listBody>;

const columns = sql`l.id, l.name, l.audience, l.services, l.teams, l.severity,
  (select count(*)::int from inform.list_members m where m.list = l.id) as members`;
const memberColumns = sql`m.id, m.list, m.kind, m.mark, m.label, m.sealed`;

export function allLists(db: Query): Promise<AudienceList[]> {
  return db.many(sql`select ${columns} from inform.lists l order by l.audience, lower(l.name), l.id`);
}

export function listsOf(db: Query, audience: Audience): Promise<AudienceList[]> {
  return db.many(
    sql`select ${columns} from inform.lists l where l.audience = ${audience} order by lower(l.name), l.id`,
  );
}

export async function findList(db: Query, id: string): Promise<AudienceList | undefined> {
  return isId(id) ? db.maybe(sql`select ${columns} from inform.lists l where l.id = ${id}`) : undefined;
}

/** Nobody else adds members meanwhile. */
export async function lockList(tx: Tx, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  return (await tx.maybe(sql`select id from inform.lists where id = ${id} for update`)) !== undefined;
}

/** Whether another list of this audience has this name. */
export async function isTaken(db: Query, { audience, name }: Body, but: string | null): Promise<boolean> {
  const row = await db.maybe(sql`
    select id from inform.lists where audience = ${audience} and name = ${name} and (${but}::uuid is null or id <> ${but})`);
  return row !== undefined;
}

export async function insertList(tx: Tx, id: string, body: Body, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into inform.lists (id, name, audience, services, teams, severity, created_at)
    values (${id}, ${body.name}, ${body.audience}, ${body.services}::text[], ${body.teams}::text[], ${body.severity}, ${now})`);
}

export async function updateList(tx: Tx, id: string, body: Body): Promise<void> {
  await tx.run(sql`
    update inform.lists set name = ${body.name}, audience = ${body.audience}, services = ${body.services}::text[],
      teams = ${body.teams}::text[], severity = ${body.severity}
    where id = ${id}`);
}

export async function deleteList(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from inform.lists where id = ${id}`);
}

/** Answers how many are new. */
export function insertMembers(tx: Tx, members: readonly StoredMember[]): Promise<number> {
  return tx.run(sql`
    insert into inform.list_members (id, list, kind, mark, label, sealed)
    select id, list, kind, mark, label, sealed
    from jsonb_populate_recordset(null::inform.list_members, ${JSON.stringify(members)}) on conflict do nothing`);
}

export async function deleteMember(tx: Tx, list: string, id: string): Promise<StoredMember | undefined> {
  if (!isId(list) || !isId(id)) return undefined;
  return tx.maybe(
    sql`delete from inform.list_members m where m.list = ${list} and m.id = ${id} returning ${memberColumns}`,
  );
}

export async function findMember(db: Query, id: string): Promise<StoredMember | undefined> {
  return isId(id)
    ? db.maybe(sql`select ${memberColumns} from inform.list_members m where m.id = ${id}`)
    : undefined;
}

/** In the order in which they were added; `after` is the id of the last one shown. */
export function membersAfter(
  db: Query,
  list: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<StoredMember[]> {
  return db.many(sql`
    select ${memberColumns} from inform.list_members m
    where m.list = ${list} and (${after}::uuid is null or m.id > ${after}) order by m.id limit ${limit}`);
}

/** Of several lists, without what is sealed. */
export function membersOfLists(db: Query, lists: readonly string[]): Promise<StoredMember[]> {
  return db.many(sql`
    select m.id, m.list, m.kind, m.mark, m.label, null as sealed from inform.list_members m
    where m.list = any(${[...lists]}::uuid[]) order by m.id`);
}
