/**
 * When a weekly letter is due, and what it says. It is due at an hour by the reader's clock; what it tells goes from the
 * end of the last one up to that hour, so that nothing is told twice and nothing is left out, also when the reader moves
 * to another zone or the server stood still. Nothing happened: no letter.
 */
import type { Digest, DigestWish } from '@muster/contract/measure/digest';
import type { Letter } from '../../catalog/index.ts';
import { isBefore, laterOf } from '../../platform/instants.ts';

export const usualWish: DigestWish = { isOn: false, weekday: 1, hour: 9, scope: 'mine' };

type When = Pick<DigestWish, 'weekday' | 'hour'>;

/** The latest instant of its kind that is not after `now`. */
export function latestDue(when: When, timeZone: string, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const back = (today.dayOfWeek - when.weekday + 7) % 7;
  const at = atHour(today.subtract({ days: back }), when.hour, timeZone);
  return isBefore(now, at) ? atHour(today.subtract({ days: back + 7 }), when.hour, timeZone) : at;
}

/** The first instant of its kind after `now`. */
export function nextDue(when: When, timeZone: string, now: Temporal.Instant): Temporal.Instant {
  const day = latestDue(when, timeZone, now).toZonedDateTimeISO(timeZone).toPlainDate();
  return atHour(day.add({ days: 7 }), when.hour, timeZone);
}

/** An hour that the clocks skip is the one after it. */
function atHour(day: Temporal.PlainDate, hour: number, timeZone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour) }).toInstant();
}

const longestHours = 24 * 28;

/** What the letter of this instant tells; undefined where that was told already. */
export function weekOf(
  due: Temporal.Instant,
  toldUntil: Temporal.Instant | null,
): { from: Temporal.Instant; until: Temporal.Instant } | undefined {
  if (toldUntil === null) return { from: due.subtract({ hours: 24 * 7 }), until: due };
  if (!isBefore(toldUntil, due)) return undefined;
  return { from: laterOf(due.subtract({ hours: longestHours }), toldUntil), until: due };
}

export function isEmpty({ incidents, reports, followUps, load }: Digest): boolean {
  return incidents.length + reports.length + followUps.length === 0 && (load?.pages ?? 0) === 0;
}

/** `stop` is the link by which it ends. */
export function digestLetter(digest: Digest, { url, stop }: { url: string; stop: string }): Letter {
  const { incidents, reports, followUps, load } = digest;
  return {
    subject: subjectOf(digest),
    paragraphs: load ? [loadText(load)] : [],
    sections: [
      {
        title: 'Incidents',
        lines: incidents.map((one) => ({
          text: `${one.ref} ${one.title} (${[one.severity, ...one.services, one.isOver ? 'over' : 'open'].join(', ')})`,
          url: `${url}/incidents/${encodeURIComponent(one.ref)}`,
        })),
      },
      {
        title: 'Published reports',
        lines: reports.map((one) => ({
          text: [one.ref, one.title].filter(Boolean).join(' '),
          url: `${url}/learn/reports/${one.id}`,
        })),
      },
      {
        title: 'Follow-ups that are late or due',
        lines: followUps.map((one) => ({
          text: `${one.ref} ${one.title} (${[one.owner ?? 'nobody', one.isOverdue ? `late since ${one.dueOn}` : `due ${one.dueOn}`].join(', ')})`,
          url: `${url}/learn/follow-ups?q=${encodeURIComponent(one.ref)}`,
        })),
      },
    ].filter(({ lines }) => lines.length > 0),
    stop,
  };
}

function subjectOf({ incidents, reports }: Digest): string {
  return `The week: ${some(incidents.length, 'incident', 'incidents')}, ${some(reports.length, 'report', 'reports')}`;
}

function loadText({ hours, pages, disturbedNights }: NonNullable<Digest['load']>): string {
  return `You were on call for ${Math.round(hours)} h: ${some(pages, 'page', 'pages')}, ${some(disturbedNights, 'disturbed night', 'disturbed nights')}.`;
}

function some(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The link by which the letters end, without signing in: a name, and a code that only this server can make. */
export const stopPurpose = 'digest';

export function personOfLink(
  secrets: { verify(purpose: string, text: string, code: string): boolean },
  link: string,
): string | null {
  const dot = link.lastIndexOf('.');
  const person = link.slice(0, Math.max(dot, 0));
  return person !== '' && secrets.verify(stopPurpose, person, link.slice(dot + 1)) ? person : null;
}
