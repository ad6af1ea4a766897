import type { GroupMapping } from '@muster/contract/catalog/sso';
import type { Access } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { all, type Sql } from '../../platform/sql.ts';
import type { Comparison } from './filter.ts';
import type { ScimUser, StoredGroup, StoredUser } from './model.ts';

const userColumns = sql`u.id, u.person, u.user_name as "userName", u.external_id as "externalId", u.is_active as "isActive",
  u.given_name as "givenName", u.family_name as "familyName", u.created_at as "createdAt", u.changed_at as "changedAt",
  p.full_name as "fullName", p.email, p.time_zone as "timeZone",
  coalesce((select jsonb_agg(jsonb_build_object('value', g.id, 'display', g.display_name) order by g.display_name)
    from catalog.scim_members m join catalog.scim_groups g on g.id = m.group_id where m.user_id = u.id), '[]') as groups`;
const users = sql`catalog.scim_users u join catalog.people p on p.name = u.person`;

export interface Page {
  startIndex: number;
  count: number;
}

export async function usersMatching(
  db: Query,
  filter: readonly Comparison[],
  { startIndex, count }: Page,
): Promise<{ items: StoredUser[]; total: number }> {
  const where = all(filter.map(userCondition));
  const { total } = await db.one<{ total: number }>(
    sql`select count(*)::int as total from ${users} where ${where}`,
  );
  const items = await db.many<StoredUser>(sql`
    select ${userColumns} from ${users} where ${where} order by u.id limit ${count} offset ${startIndex - 1}`);
  return { items, total };
}

/** The attributes that a filter of users may name. */
export const userFilterable = ['username', 'externalid', 'displayname', 'id', 'emails', 'active'] as const;

function userCondition({ attribute, value }: Comparison): Sql {
  if (attribute === 'username') return sql`u.user_name_key = lower(${value})`;
  if (attribute === 'externalid') return sql`u.external_id = ${value}`;
  if (attribute === 'displayname') return sql`lower(p.full_name) = lower(${value})`;
  if (attribute === 'emails') return sql`p.email_key = lower(${value})`;
  if (attribute === 'active') return sql`u.is_active = ${value === 'true'}`;
  return sql`u.id::text = ${value}`;
}

export function findUser(db: Query, id: string): Promise<StoredUser | undefined> {
  return db.maybe(sql`select ${userColumns} from ${users} where u.id = ${id}`);
}

/** The user, held until the end of the transaction. */
export async function lockUser(tx: Tx, id: string): Promise<StoredUser | undefined> {
  await tx.run(sql`select from catalog.scim_users where id = ${id} for update`);
  return findUser(tx, id);
}

export async function isUserNameTaken(db: Query, userName: string, but: string | null): Promise<boolean> {
  return (
    (await db.maybe(sql`
      select from catalog.scim_users where user_name_key = lower(${userName}) and id is distinct from ${but}::uuid`)) !==
    undefined
  );
}

/** The person who has this address, and whether the directory knows them already. */
export function findByAddress(
  db: Query,
  email: string,
): Promise<{ name: string; isOfDirectory: boolean } | undefined> {
  return db.maybe(sql`
    select p.name, exists (select from catalog.scim_users u where u.person = p.name) as "isOfDirectory"
    from catalog.people p where p.email_key = lower(${email})`);
}

export async function insertUser(
  tx: Tx,
  user: Pick<ScimUser, 'userName' | 'externalId' | 'isActive' | 'givenName' | 'familyName'> & {
    id: string;
    person: string;
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into catalog.scim_users (id, person, user_name, external_id, is_active, given_name, family_name, created_at, changed_at)
    values (${user.id}, ${user.person}, ${user.userName}, ${user.externalId}, ${user.isActive}, ${user.givenName},
      ${user.familyName}, ${now}, ${now})`);
}

export async function updateUser(
  tx: Tx,
  user: Pick<ScimUser, 'userName' | 'externalId' | 'isActive' | 'givenName' | 'familyName'> & { id: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update catalog.scim_users set user_name = ${user.userName}, external_id = ${user.externalId},
      is_active = ${user.isActive}, given_name = ${user.givenName}, family_name = ${user.familyName}, changed_at = ${now}
    where id = ${user.id}`);
}

export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from catalog.scim_users where id = ${id}`);
}

function groupColumns(withMembers: boolean): Sql {
  const members = withMembers
    ? sql`coalesce((select jsonb_agg(jsonb_build_object('value', u.id, 'display', u.user_name) order by u.user_name)
        from catalog.scim_members m join catalog.scim_users u on u.id = m.user_id where m.group_id = g.id), '[]')`
    : sql`null::jsonb`;
  return sql`g.id, g.display_name as "displayName", g.external_id as "externalId", g.created_at as "createdAt",
    g.changed_at as "changedAt", ${members} as members`;
}

export async function groupsMatching(
  db: Query,
  asked: { filter: readonly Comparison[]; withMembers: boolean },
  { startIndex, count }: Page,
): Promise<{ items: StoredGroup[]; total: number }> {
  const where = all(asked.filter.map(groupCondition));
  const { total } = await db.one<{ total: number }>(
    sql`select count(*)::int as total from catalog.scim_groups g where ${where}`,
  );
  const items = await db.many<StoredGroup>(sql`
    select ${groupColumns(asked.withMembers)} from catalog.scim_groups g where ${where}
    order by g.id limit ${count} offset ${startIndex - 1}`);
  return { items, total };
}

/** The attributes that a filter of groups may name. */
export const groupFilterable = ['displayname', 'externalid', 'id', 'members', 'members.value'] as const;

function groupCondition({ attribute, value }: Comparison): Sql {
  if (attribute === 'displayname') return sql`g.display_name_key = lower(${value})`;
  if (attribute === 'externalid') return sql`g.external_id = ${value}`;
  if (attribute === 'id') return sql`g.id::text = ${value}`;
  return sql`exists (select from catalog.scim_members m where m.group_id = g.id and m.user_id::text = ${value})`;
}

export function findGroup(db: Query, id: string, withMembers: boolean): Promise<StoredGroup | undefined> {
  return db.maybe(sql`select ${groupColumns(withMembers)} from catalog.scim_groups g where g.id = ${id}`);
}

export async function lockGroup(tx: Tx, id: string): Promise<StoredGroup | undefined> {
  await tx.run(sql`select from catalog.scim_groups where id = ${id} for update`);
  return findGroup(tx, id, false);
}

export async function isGroupNameTaken(db: Query, displayName: string, but: string | null): Promise<boolean> {
  return (
    (await db.maybe(sql`
      select from catalog.scim_groups where display_name_key = lower(${displayName}) and id is distinct from ${but}::uuid`)) !==
    undefined
  );
}

export async function saveGroupRow(
  tx: Tx,
  group: { id: string; displayName: string; externalId: string | null },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into catalog.scim_groups (id, display_name, external_id, created_at, changed_at)
    values (${group.id}, ${group.displayName}, ${group.externalId}, ${now}, ${now})
    on conflict (id) do update set display_name = excluded.display_name, external_id = excluded.external_id,
      changed_at = excluded.changed_at`);
}

export async function deleteGroupRow(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from catalog.scim_groups where id = ${id}`);
}

/** Of these ids those of which there is no user. */
export async function unknownUsers(db: Query, ids: readonly string[]): Promise<string[]> {
  const rows = await db.many<{ id: string }>(sql`
    select t.id from unnest(${[...ids]}::text[]) as t(id)
    where not exists (select from catalog.scim_users u where u.id::text = t.id)`);
  return rows.map((row) => row.id);
}

export async function addMembers(tx: Tx, group: string, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    insert into catalog.scim_members (group_id, user_id)
    select ${group}, t.id from unnest(${[...ids]}::uuid[]) as t(id) on conflict do nothing`);
}

export async function removeMembers(tx: Tx, group: string, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    delete from catalog.scim_members where group_id = ${group} and user_id::text = any(${[...ids]}::text[])`);
}

export async function removeAllMembers(tx: Tx, group: string): Promise<void> {
  await tx.run(sql`delete from catalog.scim_members where group_id = ${group}`);
}

/** The people behind the members of a group. */
export async function peopleOfGroup(db: Query, group: string): Promise<string[]> {
  const rows = await db.many<{ person: string }>(sql`
    select u.person from catalog.scim_members m join catalog.scim_users u on u.id = m.user_id where m.group_id = ${group}`);
  return rows.map((row) => row.person);
}

/** Of these people, or of everybody of the directory for null, the names of their groups. */
export async function groupNamesOf(
  db: Query,
  people: readonly string[] | null,
): Promise<Map<string, string[]>> {
  const rows = await db.many<{ person: string; groups: string[] }>(sql`
    select u.person, array(select g.display_name from catalog.scim_members m join catalog.scim_groups g on g.id = m.group_id
      where m.user_id = u.id) as groups
    from catalog.scim_users u where ${people}::text[] is null or u.person = any(${people}::text[]) order by u.person`);
  return new Map(rows.map((row) => [row.person, row.groups]));
}

export interface ScimSettings {
  defaultAccess: Access;
  mappings: GroupMapping[];
}

export async function findScimSettings(db: Query): Promise<ScimSettings> {
  const row = await db.maybe<{ settings: ScimSettings }>(sql`select settings from catalog.scim_settings`);
  return row?.settings ?? { defaultAccess: 'stakeholder', mappings: [] };
}

export async function saveScimSettingsRow(tx: Tx, settings: ScimSettings): Promise<void> {
  await tx.run(sql`
    insert into catalog.scim_settings (settings) values (${JSON.stringify(settings)}::jsonb)
    on conflict (only_one) do update set settings = excluded.settings`);
}

export interface TokenRow {
  id: string;
  prefix: string;
  createdBy: string;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
  lastUsedAt: Temporal.Instant | null;
}

const tokenColumns = sql`id, prefix, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt"`;

export function liveScimTokens(db: Query, now: Temporal.Instant): Promise<TokenRow[]> {
  return db.many(sql`
    select ${tokenColumns} from catalog.scim_tokens where expires_at is null or expires_at > ${now} order by created_at desc`);
}

export function findScimToken(db: Query, hash: string, now: Temporal.Instant): Promise<TokenRow | undefined> {
  return db.maybe(sql`
    select ${tokenColumns} from catalog.scim_tokens where hash = ${hash} and (expires_at is null or expires_at > ${now})`);
}

export async function saveScimToken(tx: Tx, token: TokenRow & { hash: string }): Promise<void> {
  await tx.run(sql`
    insert into catalog.scim_tokens (id, hash, prefix, created_by, created_at, expires_at)
    values (${token.id}, ${token.hash}, ${token.prefix}, ${token.createdBy}, ${token.createdAt}, ${token.expiresAt})`);
}

/** Those that hold now end then, unless they end before. */
export async function endScimTokens(tx: Tx, at: Temporal.Instant): Promise<void> {
  await tx.run(
    sql`update catalog.scim_tokens set expires_at = ${at} where expires_at is null or expires_at > ${at}`,
  );
}

export async function deleteScimTokenRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(sql`delete from catalog.scim_tokens where id = ${id}`)) === 1;
}

export async function touchScimToken(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`update catalog.scim_tokens set last_used_at = ${now} where id = ${id}`);
}
