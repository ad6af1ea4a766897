/**
 * An invitation lets a person choose their first password, by a one-time link that is mailed to their address, or
 * handed over where mail is not set up. Invariants: the link is random and kept as a hash; it holds for 72 hours, once,
 * and only as long as the person has that address; a newer one takes its place; nothing else opens the account before.
 */
import type { Letter } from '../letter/model.ts';

export const invitationHours = 72;

/** What the invited one reads. The name of the inviter is a stranger's text and is escaped where it becomes a mail. */
export function invitationLetter(invited: { fullName: string; by: string; url: string }): Letter {
  return {
    subject: 'You are invited to Muster',
    paragraphs: [
      `Hello ${invited.fullName},`,
      `${invited.by} has made an account for you in Muster, where alerts, pages and who is on call come together.`,
      `Choose a password to come in. The link works once, and for ${invitationHours} hours.`,
      'If you do not expect this letter, leave it: without the link nobody can use the account.',
    ],
    link: { url: invited.url, label: 'Choose a password' },
  };
}
