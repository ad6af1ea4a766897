import type { Digest, DigestWish } from '@muster/contract/measure/digest';
import { allServices, findPerson, membersOf } from '../../catalog/index.ts';
import { followedServices } from '../../inform/index.ts';
import { followUpList, publishedBetween } from '../../learn/index.ts';
import { type Actor, anyone, isInside } from '../../platform/actor.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { incidentsBetween } from '../../respond/index.ts';

const most = 50;

interface Span {
  from: Temporal.Instant;
  until: Temporal.Instant;
}

/** What on-call work was to somebody; null where there was none. */
export type LoadOf = (db: Query, person: string, span: Span) => Promise<Digest['load']>;

export interface StoredDigest extends Omit<DigestWish, 'isOn'> {
  person: string;
  dueAt: Temporal.Instant | null;
  toldUntil: Temporal.Instant | null;
}

const columns = sql`person, weekday, hour, scope, due_at as "dueAt", told_until as "toldUntil"`;

export function findDigest(db: Query, person: string): Promise<StoredDigest | undefined> {
  return db.maybe(sql`select ${columns} from measure.digests where person = ${person}`);
}

export async function saveDigest(tx: Tx, one: StoredDigest): Promise<void> {
  await tx.run(sql`
    insert into measure.digests (person, weekday, hour, scope, due_at, told_until)
    values (${one.person}, ${one.weekday}, ${one.hour}, ${one.scope}, ${one.dueAt}, ${one.toldUntil})
    on conflict (person) do update set weekday = excluded.weekday, hour = excluded.hour, scope = excluded.scope,
      due_at = excluded.due_at, told_until = excluded.told_until`);
}

export function lockDueDigests(tx: Tx, now: Temporal.Instant): Promise<StoredDigest[]> {
  return tx.many(sql`
    select ${columns} from measure.digests where due_at <= ${now} order by due_at limit 10 for update skip locked`);
}

export async function nextDigestAt(db: Query): Promise<Temporal.Instant | null> {
  const { at } = await db.one<{ at: Temporal.Instant | null }>(
    sql`select min(due_at) as at from measure.digests`,
  );
  return at;
}

/**
 * Asked as by a stranger: what is private is in nobody's letter, not even in those of its members. Reports and follow-ups
 * are for those who may read them now, also where they were chosen with more access.
 */
export async function digestOf(
  db: Query,
  { person, scope }: { person: string; scope: DigestWish['scope'] },
  { from, until }: Span,
  loadOf: LoadOf,
): Promise<Digest> {
  const services = scope === 'all' ? null : await servicesOf(db, person);
  const concerns = (names: readonly string[]) =>
    services === null || names.some((name) => services.has(name));
  const asker = { actor: anyone, now: until };
  const incidents = await incidentsBetween(db, anyone, { from, until });
  const mayRead = isInside((await findPerson(db, person))?.access ?? 'stakeholder', 'reader');
  const reports = mayRead ? await publishedBetween(db, anyone, { from, until }) : [];
  const late = mayRead ? (await followUpList(db, { limit: 200, due: 'overdue' }, asker)).items : [];
  const soon = mayRead ? (await followUpList(db, { limit: 200, due: 'soon' }, asker)).items : [];
  return {
    from: wireTime(from),
    until: wireTime(until),
    incidents: incidents
      .filter((one) => concerns(one.services))
      .slice(0, most)
      .map(({ ref, title, severity, services: named, endedAt }) => ({
        ref,
        title,
        severity,
        services: named,
        isOver: endedAt !== null,
      })),
    reports: reports
      .filter((one) => concerns(one.services))
      .slice(0, most)
      .map(({ id, title, ref }) => ({ id, title, ref })),
    followUps: [...late, ...soon]
      .filter((one) => one.owner === person || concerns(one.services))
      .slice(0, most)
      .map(({ ref, title, owner, dueOn, isOverdue }) => ({ ref, title, owner, dueOn, isOverdue })),
    load: await loadOf(db, person, { from, until }),
  };
}

/** What the teams of somebody own, and what that person follows. */
async function servicesOf(db: Query, person: string): Promise<Set<string>> {
  const all = await allServices(db);
  const teams = await membersOf(
    db,
    all.flatMap(({ team }) => team ?? []),
  );
  const own = all.filter(({ team }) => team !== null && teams.get(team)?.includes(person));
  return new Set([...own.map(({ name }) => name), ...(await followedServices(db, person))]);
}

export function personOf(actor: Actor): string {
  if (actor.kind === 'person') return actor.name;
  throw new Refusal('conflict', 'A digest is for a person, and for no machine.');
}

/** Where the letter goes, and by which clock; null for whoever has left. */
export async function homeOf(db: Query, person: string): Promise<{ email: string; timeZone: string } | null> {
  const found = await findPerson(db, person);
  return found && found.deactivatedAt === null ? { email: found.email, timeZone: found.timeZone } : null;
}
