/** How a promise that ran out is told to whoever owns it. Plain sentences; none asks who is to blame. */
import type { Clock, IncidentState } from '@muster/contract/respond/state';

export interface Nudge {
  clock: string;
  person: string;
  text: string;
}

/** A sentence, or null where it is told elsewhere. */
export function nudgeText(state: IncidentState, clock: Clock): string | null {
  const [id = ''] = clock.subject.split('@');
  switch (clock.kind) {
    // A page tells of an empty chair; what the commander of a quiet response could do stands on its health strip.
    case 'command':
    case 'impact':
    case 'silence':
    case 'replan':
    case 'check-in':
      return null;
    case 'handoff':
      return `${clock.owner ?? 'Nobody'} has not answered your offer for ${minutesText(clock)}.`;
    case 'update':
      return `${audienceText(clock.subject)} were promised news by ${at(clock)}. "Still working on it" is news, too.`;
    case 'late-news':
      return `${audienceText(clock.subject)} still wait for news that were promised by ${promisedFor(clock)}. Somebody has to write them.`;
    case 'approval':
      return `News for ${clock.subject.split('@')[0]} wait for your yes since ${clock.startedAt.slice(11, 16)} UTC.`;
    case 'task':
      return `The time for "${taskText(state, id)}" is up: finished, more time, or something else?`;
    case 'claim':
      return `You said that you change ${systemOf(state, id)} until ${at(clock)}. Are you done?`;
    case 'report':
      return `A report on "${streamTitle(state, id)}" was promised by ${at(clock)}: condition, actions, needs.`;
    case 'entry':
      return `"${entryText(state, id)}" was to be settled by ${at(clock)}.`;
    case 'fatigue':
      return fatigueText(clock);
    case 'stop-gap':
      return stopGapText(state, clock);
    case 'watch':
      return watchText(state, clock);
    case 'reminder':
      return soonText(clock);
    // Duties to those outside have hearers and words of their own.
    case 'obligation':
      return null;
  }
}

/** How long a clock ran, such as `5 min` or `4 h`. */
export function minutesText({ startedAt, dueAt }: Pick<Clock, 'startedAt' | 'dueAt'>): string {
  const minutes = Math.round((Date.parse(dueAt) - Date.parse(startedAt)) / 60_000);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** Of promised news; reminders of duties to those outside are told elsewhere. */
function soonText({ subject }: Clock): string | null {
  const [, audience, due] = /^news\/(\w+)@(.+)$/.exec(subject) ?? [];
  if (audience === undefined || due === undefined) return null;
  return `${audienceText(audience)} were promised news by ${due.slice(11, 16)} UTC. Write them now; "Still working on it" is news, too.`;
}

function fatigueText(clock: Clock): string {
  const [role = '', person = ''] = clock.subject.split('/');
  return `${person} has been ${role} for ${minutesText(clock)}. Plan relief: offer the role to somebody who is fresh.`;
}

function stopGapText({ stopGaps }: IncidentState, { subject }: Clock): string {
  const [id, rest = ''] = subject.split('@');
  const what = stopGaps.find((one) => one.id === id)?.what ?? 'A stop-gap';
  const [until = '', soon] = rest.split('/');
  const end = `${until.slice(0, 10)} ${until.slice(11, 16)} UTC`;
  return soon === undefined
    ? `"${what}" was to stand until ${end}. Replace it, or say until when it may stay.`
    : `"${what}" may stand until ${end}. Replace it before then, or say that it stays longer.`;
}

/** Where it is resolved already and nothing came back, there is nothing left to decide. */
function watchText({ watch, category }: IncidentState, clock: Clock): string | null {
  const again = (watch?.recurrences ?? []).map((one) => `"${one.title}"`);
  if (again.length > 0)
    return `The watch is over. Meanwhile ${again.join(', ')} fired again: say whether it is back.`;
  if (category !== 'triage' && category !== 'active') return null;
  return `Watched for ${minutesText(clock)}: nothing came back. Resolve it, or watch longer.`;
}

function at({ dueAt }: Clock): string {
  return `${dueAt.slice(11, 16)} UTC`;
}

/** For when the promise was made that a clock runs after. */
function promisedFor({ startedAt }: Clock): string {
  return `${startedAt.slice(11, 16)} UTC`;
}

function audienceText(audience: string): string {
  return `${audience.slice(0, 1).toUpperCase()}${audience.slice(1)}`;
}

function taskText({ tasks }: IncidentState, id: string): string {
  return tasks.find((one) => one.id === id)?.text ?? 'a task';
}

function systemOf({ claims }: IncidentState, id: string): string {
  return claims.find((one) => one.id === id)?.system ?? 'a system';
}

function streamTitle({ streams }: IncidentState, id: string): string {
  return streams.find((one) => one.id === id)?.title ?? 'a workstream';
}

function entryText({ open }: IncidentState, id: string): string {
  return open.find((one) => one.id === id)?.text ?? 'A line of the log';
}
