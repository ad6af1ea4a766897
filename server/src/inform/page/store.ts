/** Status pages and their components. */
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface StoredPage {
  id: string;
  name: string;
  title: string;
  visibility: 'public' | 'internal';
  host: string | null;
  colour: string | null;
  logo: string;
  twoPersons: boolean;
  follows: 'nothing' | 'impact';
  version: number;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
}

export interface StoredComponent {
  id: string;
  page: string;
  name: string;
  about: string;
  group: string | null;
  services: string[];
  since: Temporal.Instant;
}

const columns = sql`id, name, title, visibility, host, colour, logo, two_persons as "twoPersons", follows, version,
  created_at as "createdAt", changed_at as "changedAt"`;

export function allPages(db: Query): Promise<StoredPage[]> {
  return db.many(sql`select ${columns} from inform.status_pages order by title, name`);
}

export function findPage(db: Query, name: string): Promise<StoredPage | undefined> {
  return db.maybe(sql`select ${columns} from inform.status_pages where name = ${name}`);
}

export function lockPage(tx: Tx, name: string): Promise<StoredPage | undefined> {
  return tx.maybe(sql`select ${columns} from inform.status_pages where name = ${name} for update`);
}

/** Of these pages, in their order. */
export function componentsOf(db: Query, pages: readonly string[]): Promise<StoredComponent[]> {
  return db.many(sql`
    select id, page, name, about, group_name as "group", services, since from inform.components
    where page = any(${[...pages]}::uuid[]) order by page, place`);
}

/** Answers whether its name and its host were free. */
export async function isTaken(
  tx: Tx,
  { id, name, host }: { id: string; name: string; host: string | null },
): Promise<'name' | 'host' | null> {
  const row = await tx.maybe<{ name: string }>(sql`
    select name from inform.status_pages
    where id <> ${id} and (name = ${name} or host = ${host}) order by name = ${name} desc limit 1`);
  return row === undefined ? null : row.name === name ? 'name' : 'host';
}

export async function savePage(tx: Tx, page: StoredPage): Promise<void> {
  await tx.run(sql`
    insert into inform.status_pages (id, name, title, visibility, host, colour, logo, two_persons, follows, version,
      created_at, changed_at)
    values (${page.id}, ${page.name}, ${page.title}, ${page.visibility}, ${page.host}, ${page.colour}, ${page.logo},
      ${page.twoPersons}, ${page.follows}, ${page.version}, ${page.createdAt}, ${page.changedAt})
    on conflict (id) do update set title = excluded.title, visibility = excluded.visibility, host = excluded.host,
      colour = excluded.colour, logo = excluded.logo, two_persons = excluded.two_persons, follows = excluded.follows,
      version = excluded.version, changed_at = excluded.changed_at`);
}

/** These and no others. Those that stay keep since when their history is known. */
export async function replaceComponents(
  tx: Tx,
  page: string,
  components: readonly StoredComponent[],
): Promise<void> {
  const ids = components.map((one) => one.id);
  await tx.run(sql`delete from inform.components where page = ${page} and id <> all(${ids}::uuid[])`);
  for (const [place, one] of components.entries())
    await tx.run(sql`
      insert into inform.components (id, page, name, about, group_name, services, place, since)
      values (${one.id}, ${page}, ${one.name}, ${one.about}, ${one.group}, ${[...one.services]}::text[], ${place},
        ${one.since})
      on conflict (id) do update set name = excluded.name, about = excluded.about, group_name = excluded.group_name,
        services = excluded.services, place = excluded.place`);
}

export async function deletePage(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from inform.status_pages where id = ${id}`);
}
