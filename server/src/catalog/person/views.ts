import type { Person } from '@muster/contract/catalog/people';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';

/** As of when it is told how accounts are used; null for whoever may not know. */
type AccountsAt = Temporal.Instant | null;

export async function peopleList(
  db: Query,
  asked: { limit: number; cursor?: string | undefined; q?: string | undefined },
  accountsAt: AccountsAt = null,
) {
  const after = fromCursor(asked.cursor, 1);
  const conditions: Sql[] = [];
  if (after) conditions.push(sql`p.name > ${after[0]}`);
  if (asked.q)
    conditions.push(
      sql`position(lower(${asked.q}) in lower(p.name || ' ' || p.full_name || ' ' || p.email)) > 0`,
    );
  const rows = await db.many<Row>(sql`
    select ${columns(accountsAt)} from catalog.people p where ${all(conditions)} order by p.name limit ${asked.limit + 1}`);
  return pageOf(rows.map(toPerson), asked.limit, (row) => [row.name]);
}

export async function personView(
  db: Query,
  name: string,
  accountsAt: AccountsAt = null,
): Promise<Person | undefined> {
  const row = await db.maybe<Row>(
    sql`select ${columns(accountsAt)} from catalog.people p where p.name = ${name}`,
  );
  return row && toPerson(row);
}

type Account = NonNullable<Person['account']>;
type Row = Omit<Person, 'account'> & { account?: Use };
interface Use {
  hasComeIn: boolean;
  lastSeenAt: string | null;
  invitedUntil: string | null;
  hasSecondFactor: boolean;
  sessions: number;
}

function columns(accountsAt: AccountsAt): Sql {
  const own = sql`p.name, p.full_name as "fullName", p.email, p.time_zone as "timeZone", p.access,
    p.deactivated_at is null as active,
    array(select m.team from catalog.team_members m where m.person = p.name order by m.team) as teams`;
  return accountsAt === null ? own : sql`${own}, ${useAt(accountsAt)} as account`;
}

function useAt(at: Temporal.Instant): Sql {
  return sql`jsonb_build_object(
    'hasComeIn', p.signed_in_at is not null or p.password_hash is not null,
    'lastSeenAt', greatest(p.signed_in_at, (select max(s.last_used_at) from catalog.sessions s where s.person = p.name),
      (select max(t.last_used_at) from catalog.tokens t where t.person = p.name)),
    'invitedUntil', (select i.expires_at from catalog.invitations i where i.person = p.name),
    'hasSecondFactor', exists (select from catalog.passkeys k where k.person = p.name)
      or exists (select from catalog.authenticators a where a.person = p.name and a.secret is not null),
    'sessions', (select count(*) from catalog.sessions s where s.person = p.name and s.expires_at > ${at}))`;
}

function toPerson({ account: use, ...person }: Row): Person {
  if (!use) return { ...person, account: null };
  const { hasComeIn, lastSeenAt, invitedUntil, hasSecondFactor, sessions } = use;
  const state = stateOf({ active: person.active, hasComeIn, isInvited: invitedUntil !== null });
  const times = { lastSeenAt: onWire(lastSeenAt), invitedUntil: onWire(invitedUntil) };
  return { ...person, account: { state, ...times, hasSecondFactor, sessions } };
}

/** The database writes instants into JSON in a form of its own. */
function onWire(text: string | null): string | null {
  return text === null ? null : wireTime(Temporal.Instant.from(text));
}

function stateOf(is: { active: boolean; hasComeIn: boolean; isInvited: boolean }): Account['state'] {
  if (!is.active) return 'deactivated';
  if (is.hasComeIn) return 'active';
  return is.isInvited ? 'invited' : 'new';
}
