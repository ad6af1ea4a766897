import type { getScim } from '@muster/contract/catalog/scim';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { readFilter } from './filter.ts';
import { groupResource, listBody, readPaging, ScimRefusal, userResource } from './model.ts';
import {
  findGroup,
  findScimSettings,
  findUser,
  groupFilterable,
  groupsMatching,
  liveScimTokens,
  userFilterable,
  usersMatching,
} from './store.ts';

/** `root` is the address of /scim/v2, for what points at itself. */
export async function userList(db: Query, query: URLSearchParams, root: string): Promise<object> {
  const paging = readPaging(query);
  const { items, total } = await usersMatching(db, readFilter(query.get('filter'), userFilterable), paging);
  return listBody(
    items.map((user) => userResource(user, root)),
    { total, startIndex: paging.startIndex },
  );
}

export async function userView(db: Query, id: string, root: string): Promise<object> {
  const user = isId(id) ? await findUser(db, id) : undefined;
  if (!user) throw new ScimRefusal(404, 'There is no such user.');
  return userResource(user, root);
}

export async function groupList(db: Query, query: URLSearchParams, root: string): Promise<object> {
  const paging = readPaging(query);
  const filter = readFilter(query.get('filter'), groupFilterable);
  const { items, total } = await groupsMatching(db, { filter, withMembers: wantsMembers(query) }, paging);
  return listBody(
    items.map((group) => groupResource(group, root)),
    { total, startIndex: paging.startIndex },
  );
}

export async function groupView(
  db: Query,
  id: string,
  query: URLSearchParams,
  root: string,
): Promise<object> {
  const group = isId(id) ? await findGroup(db, id, wantsMembers(query)) : undefined;
  if (!group) throw new ScimRefusal(404, 'There is no such group.');
  return groupResource(group, root);
}

/** The members of a large group are long; directories ask without them. */
function wantsMembers(query: URLSearchParams): boolean {
  return !(query.get('excludedAttributes') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .includes('members');
}

/** What an administrator sees of provisioning. */
export async function scimView({ db, clock, settings }: Platform): Promise<AnswerOf<typeof getScim>> {
  const { people } = await db.one<{ people: number }>(
    sql`select count(*)::int as people from catalog.scim_users`,
  );
  const groups = await db.many<{ name: string; members: number }>(sql`
    select g.display_name as name, (select count(*)::int from catalog.scim_members m where m.group_id = g.id) as members
    from catalog.scim_groups g order by g.display_name limit 1000`);
  const tokens = await liveScimTokens(db, clock.now());
  return {
    url: scimRoot(settings.url),
    people,
    groups,
    tokens: tokens.map((token) => ({
      ...token,
      createdAt: wireTime(token.createdAt),
      expiresAt: wireTimeOrNull(token.expiresAt),
      lastUsedAt: wireTimeOrNull(token.lastUsedAt),
    })),
    ...(await findScimSettings(db)),
  };
}

/** `url` is our own address. */
export function scimRoot(url: string): string {
  return `${url}/scim/v2`;
}
