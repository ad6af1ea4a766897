import type { AudienceList, ListMember } from '@muster/contract/inform/lists';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { allLists, findList, membersAfter } from './store.ts';

export { allLists as allListsView } from './store.ts';

/** Refuses not_found. */
export async function listView(db: Query, id: string): Promise<AudienceList> {
  const list = await findList(db, id);
  if (!list) throw notFound('list');
  return list;
}

/** `testsOf` answers the last test of each of these members. */
export async function memberList(
  db: Query,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string | undefined },
  testsOf: (db: Query, members: readonly string[]) => Promise<Map<string, ListMember['test']>>,
): Promise<{ items: ListMember[]; nextCursor: string | null }> {
  await listView(db, id);
  const rows = await membersAfter(db, id, { after: fromIdCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (one) => [one.id]);
  const tests = await testsOf(
    db,
    items.map((one) => one.id),
  );
  return {
    items: items.map(({ id: member, kind, label }) => ({
      id: member,
      kind,
      label,
      test: tests.get(member) ?? null,
    })),
    nextCursor,
  };
}

/** The lists that are told of an incident of this service, whatever its severity. */
export async function listsWith(
  db: Query,
  { service, team }: { service: string; team: string | null },
): Promise<AudienceList[]> {
  return (await allLists(db)).filter(
    ({ services, teams }) =>
      (services.length === 0 && teams.length === 0) ||
      services.includes(service) ||
      (team !== null && teams.includes(team)),
  );
}
