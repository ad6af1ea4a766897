/** What whoever prepares a session or decides after it is told, each once. */
import { cut } from '@muster/contract/platform/cut';
import type { Letter } from '../../catalog/index.ts';
import type { Session } from '../session/model.ts';

export interface Titled {
  text: string;
  url: string;
}

export function addressOf({ id }: Pick<Session, 'id'>, url: string): string {
  return `${url}/learn/sessions/${id}`;
}

/** To the authors of what is still a draft a day before people meet about it (practice.md 5.2). */
export function draftLetter(session: Session, drafts: readonly Titled[], about: About): Letter {
  return {
    subject: `Share your draft: ${cut(session.title, 120)}`,
    paragraphs: [
      'People meet about it soon, and it is still a draft. Put it up for review, so that everybody can read it before.',
    ],
    facts: [{ label: 'They meet', value: whenOf(session.startsAt, about.timeZone) }],
    sections: [{ title: 'Still a draft', lines: [...drafts] }],
    link: { url: addressOf(session, about.url), label: 'Open the session' },
  };
}

/** To the small group, once ideas have rested (P20). */
export function soakLetter(session: Session, ideas: readonly string[], about: About): Letter {
  return {
    subject: `Time to decide: ${cut(session.title, 120)}`,
    paragraphs: [
      'The ideas of this session have rested. Decide on each: it becomes a follow-up, or it is dropped with a reason.',
    ],
    sections: [{ title: 'Ideas that wait', lines: ideas.map((text) => ({ text: cut(text, 300) })) }],
    link: { url: addressOf(session, about.url), label: 'Decide' },
  };
}

interface About {
  url: string;
  /** Where the reader lives. */
  timeZone: string;
}

export function whenOf(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} (${timeZone})`;
}
