import {
  acceptHandover as acceptEndpoint,
  handOver as handEndpoint,
  saveHandoverDraft as saveEndpoint,
} from '@muster/contract/oncall/handover';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import {
  activePeople,
  administratorNames,
  findPerson,
  type Letter,
  membersOf,
  refuseOthers,
  sendLetter,
  whenPeopleLeft,
} from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { type FieldError, notFound, Refusal } from '../../platform/refusal.ts';
import { tellPerson } from '../letter/actions.ts';
import { findSchedule, loadSchedules, scheduleNames } from '../schedule/store.ts';
import {
  acceptWithinMinutes,
  countsForHours,
  type Ending,
  endingSoon,
  type Handover,
  refuseAcceptance,
  whyNotReceive,
} from './model.ts';
import {
  claimLate,
  deleteDraft,
  forgetDraftsBefore,
  hasHandedOver,
  insertHandover,
  lockHandover,
  nextLateAt,
  saveAcceptance,
  saveDraft,
  stateOf,
} from './store.ts';

export const handoverSweep = 'oncall.handovers';
const mostTold = 50;
const draftDays = 30;

/** Whoever is on call hands over, or whoever may change the rota. Answers the id. */
export const handOver = action(
  {
    name: 'oncall.handOver',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...handEndpoint.body.shape }),
  },
  async (act, { schedule, notes, wantsReadBack, ...given }): Promise<{ id: string }> => {
    const { from, to: next, facts } = await stateOf(act.tx, schedule, act.now);
    const me = actorName(act.caller.actor);
    if (!from.includes(me)) await refuseOthers(act, (await findSchedule(act.tx, schedule))?.team ?? null);
    const to = [...new Set(given.to ?? next)].filter((person) => person !== me);
    await refuseReceivers(act, to);
    const dueAt = act.now.add({ minutes: acceptWithinMinutes });
    const made: Handover = {
      id: act.newId(),
      schedule,
      from: me,
      to,
      notes,
      facts,
      wantsReadBack,
      handedAt: act.now,
      acceptedBy: null,
      acceptedAt: null,
      readBack: null,
      dueAt,
    };
    await insertHandover(act.tx, made);
    await deleteDraft(act.tx, schedule, me);
    for (const person of to) await tellPerson(act, { person, write: ({ url }) => handedLetter(made, url) });
    act.record(`schedule:${schedule}`, { handover: made.id, after: { to, wantsReadBack } });
    act.hint(`schedule:${schedule}`, 'handovers');
    act.poke(handoverSweep, dueAt);
    return { id: made.id };
  },
);

/** Notes of one's own, until they are handed over. */
export const saveHandoverDraft = action(
  {
    name: 'oncall.saveHandoverDraft',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...saveEndpoint.body.shape }),
  },
  async (act, { schedule, notes, wantsReadBack }): Promise<void> => {
    if (!(await findSchedule(act.tx, schedule))) throw notFound('schedule');
    const me = actorName(act.caller.actor);
    if (notes === '') await deleteDraft(act.tx, schedule, me);
    else await saveDraft(act.tx, schedule, me, { notes, wantsReadBack, savedAt: act.now });
    act.record(`schedule:${schedule}`);
  },
);

/** The first who accepts has it; accepting once more changes nothing. */
export const acceptHandover = action(
  {
    name: 'oncall.acceptHandover',
    who: 'responder',
    input: z.strictObject({ id: z.string(), ...acceptEndpoint.body.unwrap().shape }),
  },
  async (act, { id, readBack }): Promise<void> => {
    const found = isId(id) ? await lockHandover(act.tx, id) : undefined;
    if (!found) throw notFound('handover');
    const by = actorName(act.caller.actor);
    refuseAcceptance(found, by, readBack);
    if (found.acceptedBy === by) return;
    await saveAcceptance(act.tx, id, { by, at: act.now, readBack: readBack ?? null });
    act.record(`schedule:${found.schedule}`, { handover: id, after: { acceptedBy: by } });
    act.hint(`schedule:${found.schedule}`, 'handovers');
  },
);

/** What nobody has accepted in time is told to the owners of the rota, once. Answers how many there were. */
export async function tellLateHandovers(act: Act): Promise<number> {
  const late = await claimLate(act.tx, act.now);
  for (const one of late) {
    for (const person of await ownersOf(act, one.schedule))
      await tellPerson(act, { person, write: ({ url }) => lateLetter(one, url) });
  }
  return late.length;
}

/** Whoever leaves within half an hour and has not handed over is told once; run twice, or on two nodes, too. */
export async function remindHandovers(act: Act): Promise<void> {
  await forgetDraftsBefore(act.tx, act.now.subtract({ hours: 24 * draftDays }));
  const schedules = await loadSchedules(act.tx, await scheduleNames(act.tx), act.now);
  const leftAt = await whenPeopleLeft(act.tx);
  for (const [schedule, definition] of schedules) {
    const ending = endingSoon(definition, leftAt, act.now);
    if (!ending) continue;
    const since = ending.at.subtract({ hours: countsForHours });
    for (const person of ending.people) {
      if (await hasHandedOver(act.tx, { schedule, person }, since)) continue;
      const found = await findPerson(act.tx, person);
      if (!found || found.deactivatedAt !== null) continue;
      sendLetter(act, {
        person,
        to: found.email,
        letter: endingLetter(schedule, ending, found.timeZone, act.platform.settings.url),
        expiresAt: ending.at,
        about: { key: `handover:${person}:${schedule}:${ending.at.epochMilliseconds}` },
      });
    }
  }
}

export function nextHandoverAt(db: Query): Promise<Temporal.Instant | null> {
  return nextLateAt(db);
}

/** Names every one who could not accept it: whoever is not there, has left, or may not respond. */
async function refuseReceivers(act: Act, to: readonly string[]): Promise<void> {
  const errors: FieldError[] = [];
  for (const [at, name] of to.entries()) {
    const message = whyNotReceive(name, await findPerson(act.tx, name));
    if (message !== null) errors.push({ pointer: `/to/${at}`, message });
  }
  if (errors.length > 0) throw new Refusal('invalid', 'Not everybody could accept it.', errors);
  if (to.length === 0)
    throw new Refusal('invalid', 'Nobody else comes next: say to whom.', [
      { pointer: '/to', message: 'name somebody' },
    ]);
}

async function ownersOf(act: Act, schedule: string): Promise<string[]> {
  const team = (await findSchedule(act.tx, schedule))?.team ?? null;
  const members = team === null ? [] : ((await membersOf(act.tx, [team])).get(team) ?? []);
  const active = await activePeople(act.tx, members);
  const here = members.filter((member) => active.has(member));
  return (here.length > 0 ? here : await administratorNames(act.tx)).slice(0, mostTold);
}

function handedLetter({ schedule, from, notes, facts, wantsReadBack }: Handover, url: string): Letter {
  return {
    subject: `${from} hands over ${schedule} to you`,
    paragraphs: [
      ...(notes ? [`${from} says: ${notes}`] : []),
      facts.open.length === 0 ? 'No page is open.' : `${facts.open.length} pages are open:`,
      ...facts.open
        .slice(0, 20)
        .map((one) => `${one.title} (${one.state}${one.owner ? ` by ${one.owner}` : ''})`),
      wantsReadBack
        ? 'Accept it, and say in your own words what it is about.'
        : 'Accept it when you have read it.',
    ],
    link: { url: `${url}/on-call/${schedule}`, label: 'Read it' },
  };
}

function endingLetter(schedule: string, { to, at }: Ending, timeZone: string, url: string): Letter {
  const time = at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    subject: `Your shift ends at ${time}: hand ${schedule} over`,
    paragraphs: [
      to.length === 0 ? 'Nobody comes after you.' : `After you comes ${to.join(', ')}.`,
      'What is open, what ended lately and what is ahead stands there already. Add what only you know, and hand it over.',
    ],
    link: { url: `${url}/on-call/${schedule}#handover`, label: 'Hand over' },
  };
}

function lateLetter({ schedule, from, to }: Handover, url: string): Letter {
  return {
    subject: `Nobody has accepted the handover of ${schedule}`,
    paragraphs: [
      `${from} handed it over to ${to.join(', ')} ${acceptWithinMinutes} minutes ago.`,
      'Who is on call does not depend on it: pages call whoever the rota says.',
    ],
    link: { url: `${url}/on-call/${schedule}`, label: 'Look at it' },
  };
}
