import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { versionOf } from '../item/model.ts';
import { type Team, toFileItem } from './store.ts';

export async function teamList(db: Query, asked: { limit: number; cursor?: string | undefined }) {
  const after = fromCursor(asked.cursor, 1)?.[0] ?? '';
  const rows = await db.many<Team & { services: string[] }>(sql`
    select t.name, t.editing, array(select m.person from catalog.team_members m where m.team = t.name order by m.place) as members,
      array(select s.name from catalog.services s where s.team = t.name order by s.name) as services
    from catalog.teams t where t.name > ${after} order by t.name limit ${asked.limit + 1}`);
  return pageOf(rows.map(withVersion), asked.limit, (row) => [row.name]);
}

function withVersion(team: Team & { services: string[] }) {
  return { ...team, version: versionOf(toFileItem(team)) };
}
