/** What becomes of one incident that is taken in: begun, put right, left as it is, or refused with a reason. */
import type { NewEvent } from '@muster/contract/respond/events';
import type { RespondSettings, Status } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { isOpen } from '../stream/model.ts';
import { differing, newUpdates, type PastIncident, type PastUpdate } from './model.ts';

/** A reason, in a sentence, why one of many is not taken in; the others are. */
export class Unfit extends Error {}

export interface Around {
  settings: RespondSettings;
  /** Services by name: those that are there, and those that are made with it. */
  services: ReadonlySet<string>;
  now: string;
  /** Whether whoever takes it in is a person: of what is private somebody must be able to see it. */
  isPerson: boolean;
}

/** No tool is older, and what is meant is another year. */
const earliest = '1970-01-01T00:00:00.000Z';

/** Throws Unfit for what cannot be a record of the past. */
export function refuseUnfit(past: PastIncident, { settings, services, now, isPerson }: Around): void {
  if (past.state === 'open') throw new Unfit('It was still going on when it was taken out.');
  if (past.state === 'merged') throw new Unfit('It was merged into another one, which has its record.');
  severityOf(past, settings);
  const missing = past.services.filter((one) => !services.has(one));
  if (missing.length > 0) throw new Unfit(`There is no service "${missing.join('", "')}".`);
  if (past.private && !isPerson)
    throw new Unfit('A machine cannot take in a private incident: nobody could see it.');
  for (const [name, moment] of Object.entries(past.times)) refuseMoment(name, moment, now);
  for (const [i, { start, end }] of past.impact.entries()) {
    if (end === null) throw new Unfit(`Impact ${i + 1} has no end.`);
    refuseMoment(`the start of impact ${i + 1}`, start, now);
    refuseMoment(`the end of impact ${i + 1}`, end, now);
    if (end < start) throw new Unfit(`Impact ${i + 1} ends before it starts.`);
  }
  for (const [i, { at }] of past.updates.entries()) refuseMoment(`the time of update ${i + 1}`, at, now);
}

function refuseMoment(name: string, moment: string, now: string): void {
  if (moment > now) throw new Unfit(`${capital(name)} is still to come: ${moment}.`);
  if (moment < earliest) throw new Unfit(`${capital(name)} is before 1970: ${moment}.`);
}

/** The first events of its stream. Ids of what it holds are drawn by whoever asks. */
export function decideBegun(
  past: PastIncident,
  { ref, newId }: { ref: string; newId: () => string },
  { settings }: Around,
): NewEvent[] {
  const status = statusFor(past, settings);
  const rule = severityOf(past, settings);
  const type = settings.types.find((one) => !one.private) ?? settings.types[0];
  return [
    {
      type: 'declared',
      data: {
        ref,
        title: past.title,
        summary: past.summary,
        private: past.private,
        kind: past.kind === 'drill' ? 'drill' : 'retroactive',
        type: type?.name ?? 'default',
        source: null,
        severity: rule.name,
        rule,
        status: status.name,
        category: status.category,
        services: past.services,
        members: [],
        fields: {},
        call: null,
        chat: null,
        startedAt: null,
        limits: {
          commandMinutes: settings.commandMinutes,
          anyRoleMinutes: settings.anyRoleMinutes,
          checkInMinutes: settings.checkInMinutes,
        },
      },
    },
    {
      type: 'imported',
      data: { sourceId: past.sourceId, times: past.times, impact: impactOf(past, newId) },
    },
    ...past.updates.map((one) => toldAs(one, newId)),
  ];
}

/** What is added where another record was taken in before; nothing where nothing differs. */
export function decideAgain(
  { state, before }: { state: IncidentState; before: PastIncident },
  past: PastIncident,
  { around, newId }: { around: Around; newId: () => string },
): NewEvent[] {
  const { severity, impact, ...texts } = differing(before, past);
  const isSame =
    !severity && !impact && Object.keys(texts).length === 1 && Object.keys(texts.times).length === 0;
  const told = newUpdates(before, past);
  if (before.kind !== past.kind) throw new Unfit(`As ${state.ref} it is on record as a ${before.kind} one.`);
  if (isSame && told.length === 0) return [];
  if (!state.imported) throw new Unfit(`It was declared here, as ${state.ref}. Change it there.`);
  if (isOpen(state) || state.mergedInto !== null)
    throw new Unfit(`As ${state.ref} it has been taken up again here. Change it there.`);
  const rule = severityOf(past, around.settings);
  const part: NewEvent = {
    type: 'imported',
    data: {
      sourceId: past.sourceId,
      ...texts,
      ...(severity ? { severity: { severity: rule.name, rule } } : {}),
      ...(impact ? { impact: impactOf(past, newId) } : {}),
    },
  };
  return [...(isSame ? [] : [part]), ...told.map((one) => toldAs(one, newId))];
}

function impactOf({ impact }: PastIncident, newId: () => string) {
  return impact.flatMap(({ start, end, level, weight }) =>
    end === null
      ? []
      : [{ id: newId(), from: start, until: end, level, ...(weight === undefined ? {} : { weight }) }],
  );
}

function toldAs({ at, audience, text, state }: PastUpdate, newId: () => string): NewEvent {
  const said = { text, kind: 'update', nextAt: null, ...(state === '' ? {} : { state }) } as const;
  return { type: 'updatePublished', statedAt: at, data: { id: newId(), audience, ...said } };
}

/** It is put away from the start: nothing of it waits for anybody. */
function statusFor({ state }: PastIncident, { statuses }: RespondSettings): Status {
  const wanted = state === 'cancelled' ? 'cancelled' : 'closed';
  const found = statuses.find((one) => one.category === wanted);
  if (!found) throw new Unfit(`There is no status for what is ${wanted}.`);
  return found;
}

function severityOf({ severity }: PastIncident, { severities }: RespondSettings) {
  const found = severities.find((one) => one.name === severity);
  if (found) return found;
  const known = severities.map((one) => one.name).join(', ');
  throw new Unfit(`There is no severity "${severity}"; there are ${known}.`);
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
