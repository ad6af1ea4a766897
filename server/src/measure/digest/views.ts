import type { Digest, DigestWish, getDigest } from '@muster/contract/measure/digest';
import type { z } from 'zod';
import { allServices, findPerson, membersOf } from '../../catalog/index.ts';
import { followedServices } from '../../inform/index.ts';
import { followUpList, publishedBetween } from '../../learn/index.ts';
import { type Actor, anyone } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { incidentsBetween } from '../../respond/index.ts';
import { loadView } from '../load/views.ts';
import { usualWish } from './model.ts';
import { findDigest } from './store.ts';

type Answer = z.output<(typeof getDigest)['answer']>;

const most = 50;

/** What somebody chose, and what it would say now. */
export async function digestView(
  { db, clock, settings }: Platform,
  actor: Actor,
  scope?: DigestWish['scope'],
): Promise<Answer> {
  const person = personOf(actor);
  const found = await findDigest(db, person);
  const wish = found ? wishOf(found) : usualWish;
  const now = clock.now();
  const span = { from: now.subtract({ hours: 24 * 7 }), until: now };
  return {
    wish,
    nextAt: wireTimeOrNull(found?.dueAt ?? null),
    hasMail: settings.mail !== null,
    preview: await digestOf(db, { person, scope: scope ?? wish.scope }, span),
  };
}

export function wishOf({
  weekday,
  hour,
  scope,
  dueAt,
}: Omit<DigestWish, 'isOn'> & { dueAt: unknown }): DigestWish {
  return { isOn: dueAt !== null, weekday, hour, scope };
}

/** Asked as by a stranger: what is private is in nobody's letter, not even in those of its members. */
export async function digestOf(
  db: Query,
  { person, scope }: { person: string; scope: DigestWish['scope'] },
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<Digest> {
  const services = scope === 'all' ? null : await servicesOf(db, person);
  const concerns = (names: readonly string[]) =>
    services === null || names.some((name) => services.has(name));
  const asker = { actor: anyone, now: until };
  const incidents = await incidentsBetween(db, anyone, { from, until });
  const reports = await publishedBetween(db, anyone, { from, until });
  const late = await followUpList(db, { limit: 200, due: 'overdue' }, asker);
  const soon = await followUpList(db, { limit: 200, due: 'soon' }, asker);
  return {
    from: wireTime(from),
    until: wireTime(until),
    incidents: incidents
      .filter((one) => concerns(one.services))
      .slice(0, most)
      .map(({ ref, title, severity, services: named, endedAt }) => ({
        ...{ ref, title, severity, services: named },
        isOver: endedAt !== null,
      })),
    reports: reports
      .filter((one) => concerns(one.services))
      .slice(0, most)
      .map(({ id, title, ref }) => ({ id, title, ref })),
    followUps: [...late.items, ...soon.items]
      .filter((one) => one.owner === person || concerns(one.services))
      .slice(0, most)
      .map(({ ref, title, owner, dueOn, isOverdue }) => ({ ref, title, owner, dueOn, isOverdue })),
    load: await ownLoad(db, person, { from, until }),
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

async function ownLoad(
  db: Query,
  person: string,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<Digest['load']> {
  const actor: Actor = { kind: 'person', name: person, access: 'stakeholder', by: 'session' };
  const { rotas } = await loadView(db, actor, { from: wireTime(from), until: wireTime(until), now: until });
  const mine = rotas.flatMap(({ people }) => people.filter((one) => one.person === person && one.hours > 0));
  if (mine.length === 0) return null;
  const sum = (of: (one: (typeof mine)[number]) => number) => mine.reduce((total, one) => total + of(one), 0);
  return {
    hours: sum((one) => one.hours),
    pages: sum((one) => one.pages),
    disturbedNights: sum((one) => one.disturbedNights),
  };
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
