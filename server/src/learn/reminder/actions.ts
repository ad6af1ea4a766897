/** Reminders: each once, by the clock; the owner first, then whom the team names first (P10). */
import type { IncidentState } from '@muster/contract/respond/state';
import { activePeople, findPerson, type Letter, membersOf, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { findIncident, insidersOf } from '../../respond/index.ts';
import { approvalLetter, assignedLetter, reminderLetter } from '../followup/letters.ts';
import { type FollowUp, nextReminder, type Reminder, reminderDue, remindersOf } from '../followup/model.ts';
import { loadFollowUpSettings, lockReminded, nextReminded, setReminded } from '../followup/store.ts';
import { zoneOf } from '../owner/store.ts';

export const remindSweep = 'learn.remindOfFollowUps';

/** A question to a whole team does not go to hundreds. */
const mostAsked = 20;

/** Answers how many were looked at. */
export async function remind(act: Act): Promise<number> {
  const due = await lockReminded(act.tx, act.now);
  const settings = await loadFollowUpSettings(act.tx);
  for (const one of due) {
    const all = remindersOf(one, settings, await zoneOf(act.tx, one.owner));
    const reminder = reminderDue(all, one.remindedTo, act.now);
    if (reminder) await send(act, one, reminder);
    await setReminded(act.tx, one.id, { remindedTo: act.now, remindAt: nextReminder(all, act.now) });
  }
  return due.length;
}

export function nextReminderAt(db: Query): Promise<Temporal.Instant | null> {
  return nextReminded(db);
}

/**
 * Tells whoever owns it that it is theirs, unless they said so themselves; whoever is outside of what has become private
 * since hears nothing.
 */
export async function tellOwner(act: Act, one: FollowUp, incident: IncidentState | null): Promise<void> {
  const by = actorName(act.caller.actor);
  if (one.owner === null || one.owner === by) return;
  if (incident?.private && !insidersOf(incident).includes(one.owner)) return;
  const about = { url: act.platform.settings.url, isPrivate: incident?.private ?? false };
  await write(act, one.owner, {
    letter: assignedLetter(one, by, about),
    key: `follow-up:${one.id}:yours:${one.version}`,
  });
}

/** Tells those who can approve it that it waits for one of them; of a private incident, those who are inside. */
export async function tellApprovers(
  act: Act,
  one: FollowUp,
  { incident, approvers }: { incident: IncidentState | null; approvers: readonly string[] },
): Promise<void> {
  const inside = incident?.private ? insidersOf(incident) : approvers;
  const about = { url: act.platform.settings.url, isPrivate: incident?.private ?? false };
  const letter = approvalLetter(one, actorName(act.caller.actor), about);
  for (const person of approvers.filter((name) => inside.includes(name)))
    await write(act, person, { letter, key: `follow-up:${one.id}:approve:${one.version}:${person}` });
}

async function send(act: Act, one: FollowUp, { kind, at }: Reminder): Promise<void> {
  const incident = one.incident === null ? undefined : await findIncident(act.tx, one.incident);
  const about = { url: act.platform.settings.url, isPrivate: incident?.private ?? false };
  const letter = reminderLetter(one, kind, about);
  const people = await recipients(act, one, kind);
  const inside = incident?.private ? insidersOf(incident) : people;
  for (const person of people.filter((name) => inside.includes(name)))
    await write(act, person, { letter, key: `follow-up:${one.id}:${kind}:${at}:${person}` });
}

async function recipients(act: Act, one: FollowUp, kind: Reminder['kind']): Promise<string[]> {
  const members = one.team === null ? [] : ((await membersOf(act.tx, [one.team])).get(one.team) ?? []);
  const owner = one.owner === null ? [] : [one.owner];
  const active = await activePeople(act.tx, [...owner, ...members]);
  const here = members.filter((name) => active.has(name));
  const own = owner.filter((name) => active.has(name));
  const first = here.filter((name) => name !== one.owner).slice(0, 1);
  if (kind === 'check') return here.length > 0 ? here.slice(0, mostAsked) : own;
  if (kind === 'team' || kind === 'check-again') return first.length > 0 ? first : own;
  return own.length > 0 ? own : first;
}

async function write(
  act: Act,
  person: string,
  { letter, key }: { letter: Letter; key: string },
): Promise<void> {
  const found = await findPerson(act.tx, person);
  if (!found || found.deactivatedAt !== null) return;
  sendLetter(act, { person, to: found.email, letter, about: { key } });
}
