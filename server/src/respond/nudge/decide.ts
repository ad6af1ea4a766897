/**
 * When the commander is told of a sign that turned red, and what putting one aside means. Nothing here changes what
 * the strip shows: it shows what lasts (practice.md 2.1, R39).
 */
import type { NewEvent } from '@muster/contract/respond/events';
import { healthOf, nextRed, reddenedAt, type Sign, type SignName } from '@muster/contract/respond/health';
import { tiringOf } from '@muster/contract/respond/roster';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';
import { plusMinutes } from '../clock/cadence.ts';

/** Minutes before the same sign is told again. */
const quietFor = 15;

/** Sign by name: when its commander was told last, as a wire time. */
export type Told = Readonly<Partial<Record<SignName, string>>>;

export interface Telling {
  signs: Sign[];
  told: Told;
  /** When to look again; null until something happens. */
  dueAt: string | null;
}

/** Once for each cause that turned a sign red, and at most once in a quarter of an hour. */
export function decideTold(state: IncidentState, told: Told, now: string): Telling {
  if (state.commander === null || state.kind !== 'real') return { signs: [], told, dueAt: null };
  const red = healthOf(state, now).signs.filter((one) => one.level === 'red' && one.dismissed === null);
  const news = red.filter((one) => !isToldElsewhere(state, one.name) && isNew(state, told, one, now));
  const waits = (one: Sign) => plusMinutes(told[one.name] ?? '1970-01-01T00:00:00.000Z', quietFor);
  const signs = news.filter((one) => waits(one) <= now);
  const later = news.filter((one) => waits(one) > now).map(waits);
  const next = nextRed(state, now);
  const dueAt = [...later, ...(next === null ? [] : [next])].sort()[0] ?? null;
  return { signs, told: { ...told, ...Object.fromEntries(signs.map((one) => [one.name, now])) }, dueAt };
}

function isNew(state: IncidentState, told: Told, { name }: Sign, now: string): boolean {
  const before = told[name];
  return before === undefined || (reddenedAt(state, name, now) ?? '') > before;
}

/** An offer is its owner's to follow; news are owed by whoever communicates, who was told when they were due. */
function isToldElsewhere({ roles, commander, updates }: IncidentState, name: SignName): boolean {
  const communicates = roles.communications ?? commander;
  const isFirst = Object.keys(updates).length === 0;
  return name === 'handoff' || (name === 'updates' && communicates === commander && !isFirst);
}

/** Refuses (conflict) what is not raised any more: it is well again, or it has got worse meanwhile. */
export function decideDismissed(
  state: IncidentState,
  { id, reason }: { id: string; reason: string },
  now: string,
): NewEvent[] {
  const sign = healthOf(state, now).signs.find((one) => one.id === id && one.level !== 'ok');
  const relief = tiringOf(state, now).find((one) => one.nudge === id);
  if (!sign && !relief) throw new Refusal('conflict', 'It is not raised any more. Look at the strip again.');
  return sign?.dismissed ? [] : [{ type: 'nudgeDismissed', data: { nudge: id, reason } }];
}
