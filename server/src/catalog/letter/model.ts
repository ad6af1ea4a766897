/**
 * A letter is a mail about a person's own account: a link to choose a new password, an invitation, a notice that
 * somebody signed in. Invariants: it goes to the address that the person has at that moment, typed in by whoever keeps
 * the organisation and never by a stranger; it may hold a secret link, so it is sealed where it waits, shown nowhere,
 * and taken out of its row when it has been sent.
 */
export interface Letter {
  /** One line. */
  subject: string;
  /** Plain text, a paragraph each. Names and other texts of strangers are escaped where it becomes a mail. */
  paragraphs: string[];
  facts?: { label: string; value: string }[];
  /** The one thing to do. */
  link?: { url: string; label: string };
  /** What there is to read, below; each line may lead somewhere. */
  sections?: { title: string; lines: { text: string; url?: string }[] }[];
  /** Where letters of this kind end with one click; for those that people chose to get. */
  stop?: string;
  /** An invitation, or the end of one, as the text of a calendar (RFC 5546). */
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string };
}

export const letterKind = 'letter';
export const letterPurpose = 'letter';

/** What waits in the row of the delivery, sealed. */
export interface SealedLetter {
  to: string;
  letter: Letter;
}
