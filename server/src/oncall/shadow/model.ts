/**
 * A shadow is a trainee who looks on for a span: they get copies of the pages of one person, or of whoever is on call
 * on a schedule. A copy is a note with a purpose of its own: no sender puts anything into it by which a page could be
 * acknowledged, and nothing that asks whom a page has reached looks at it. The page itself knows nothing of shadows.
 */
import { noteMessage, type PageMessage } from '../notification/model.ts';

export const shadowPurpose = 'shadow';

export interface Shadow {
  id: string;
  schedule: string;
  trainee: string;
  /** Whose pages; null: of whoever is on call on the schedule. */
  person: string | null;
  start: Temporal.Instant;
  end: Temporal.Instant;
  createdBy: string;
  createdAt: Temporal.Instant;
}

/** Somebody is told of a page now. */
export interface Told {
  person: string;
  /** The schedules that the page's policy calls. */
  schedules: readonly string[];
  /** Whom the page itself calls, or has called: they need no copy. */
  called: readonly string[];
  /** Made to people by name, test pages among them: such a page is theirs alone. */
  isDirect: boolean;
}

/** Whose shadows get a copy: one for each trainee, the one that lasts longest. */
export function shadowsFor<Which extends Pick<Shadow, 'schedule' | 'trainee' | 'person' | 'end'>>(
  told: Told,
  shadows: readonly Which[],
  onCall: (schedule: string) => readonly string[],
): Which[] {
  if (told.isDirect) return [];
  const theirs = shadows
    .filter((one) => !told.called.includes(one.trainee))
    .filter((one) =>
      one.person === null
        ? told.schedules.includes(one.schedule) && onCall(one.schedule).includes(told.person)
        : one.person === told.person,
    )
    .toSorted((a, b) => Temporal.Instant.compare(a.end, b.end));
  return [...new Map(theirs.map((one) => [one.trainee, one])).values()];
}

/** Of one's rules those that come first: a copy is sent once, and repeats nothing. */
export function firstWays(rules: readonly { after: number; via: string }[]): string[] {
  const soonest = Math.min(...rules.map((rule) => rule.after));
  return [...new Set(rules.filter((rule) => rule.after === soonest).map((rule) => rule.via))];
}

/** What the trainee reads or hears. It says first that it is a copy. */
export function copyMessage(copy: {
  title: string;
  service: string | null;
  urgency: 'high' | 'low';
  of: string;
  url: string;
  at: string;
}): PageMessage {
  const { title, service, urgency, of, url, at } = copy;
  const where = service === null ? '' : ` about ${service}`;
  const text = `Shadow copy, nothing to acknowledge: ${of} is paged${where} with ${urgency} urgency. ${title}`;
  return noteMessage({ title: `Shadow: ${title}`, text, url, at, label: 'Look at the page' });
}
