import type { DigestWish, getDigest } from '@muster/contract/measure/digest';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { loadView } from '../load/views.ts';
import { usualWish } from './model.ts';
import { digestOf, findDigest, type LoadOf, personOf } from './store.ts';

type Answer = z.output<(typeof getDigest)['answer']>;

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
    preview: await digestOf(db, { person, scope: scope ?? wish.scope }, span, ownLoad),
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

/** Of the rotas, what falls to this person. */
export const ownLoad: LoadOf = async (db, person, { from, until }) => {
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
};
