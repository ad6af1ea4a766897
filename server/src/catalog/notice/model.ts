/** Notices to somebody about the own account: what happened, from where, and what to do if it was somebody else. */
import type { Letter } from '../letter/model.ts';
import { browserInWords } from '../session/browser.ts';

export interface Occasion {
  at: Temporal.Instant;
  address: string | null;
  userAgent: string | null;
  /** How people reach Muster. */
  url: string;
}

const notYou =
  'If it was you, there is nothing to do. If not, change your password and end the session there.';

export function newBrowserLetter(fullName: string, occasion: Occasion): Letter {
  return {
    subject: 'New sign-in to Muster',
    paragraphs: [`Somebody signed in as ${fullName} in a browser that is not known as your own.`, notYou],
    facts: factsOf(occasion),
    link: { label: 'Look at your sessions', url: `${occasion.url}/me/security` },
  };
}

export function newPasswordLetter(fullName: string, occasion: Occasion): Letter {
  return {
    subject: 'Your password for Muster was changed',
    paragraphs: [
      `The password of ${fullName} was changed, and every other session has ended.`,
      'If it was not you, ask for a new password at once, and tell an administrator.',
    ],
    facts: factsOf(occasion),
    link: { label: 'Open Muster', url: occasion.url },
  };
}

export function breakGlassLetter(fullName: string, occasion: Occasion): Letter {
  return {
    subject: 'A break-glass account of Muster was used',
    paragraphs: [
      `${fullName} signed in past single sign-on, by a break-glass account. Every administrator gets this letter.`,
      'If nobody of you did it, end the session and change the password of this account.',
    ],
    facts: factsOf(occasion),
    link: { label: 'Open Muster', url: occasion.url },
  };
}

/** `what` says in a sentence what became of a second factor. */
export function factorLetter(fullName: string, what: string, occasion: Occasion): Letter {
  return {
    subject: 'The second factor of your Muster account was changed',
    paragraphs: [
      `${fullName}: ${what}`,
      'If it was not you, change your password, end the other sessions, and tell an administrator.',
    ],
    facts: factsOf(occasion),
    link: { label: 'Look at your sign-in', url: `${occasion.url}/me/security` },
  };
}

function factsOf({ at, address, userAgent }: Occasion) {
  return [
    { label: 'When', value: `${at.toString({ smallestUnit: 'minute' }).slice(0, 16).replace('T', ' ')} UTC` },
    { label: 'Browser', value: browserInWords(userAgent) },
    { label: 'Address', value: address ?? 'unknown' },
  ];
}
