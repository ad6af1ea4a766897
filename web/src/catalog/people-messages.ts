/** What the screen of people says; apart from the other words, because it is loaded with that screen. */
import type { Access } from '@muster/contract/platform/endpoint';

export const accessMeans: Record<Access, string> = {
  admin: 'Everything, also people, tokens, single sign-on and settings.',
  responder: 'Is paged, acknowledges and resolves, and changes what belongs to their teams.',
  stakeholder: 'Sees what is going on and who is on call; changes nothing.',
  support: 'Sees what a stakeholder sees, for those who talk to customers.',
  auditor: 'Reads everything that goes on inside and the audit log; changes nothing.',
};

export const words = {
  invite: 'Invite',
  inviteTitle: 'Invite somebody',
  inviteGo: 'Send the invitation',
  fullName: 'Full name',
  name: 'Short name',
  nameHint: 'a-z, 0-9, . _ -; what schedules call them. It stays.',
  email: 'E-mail',
  timeZone: 'Time zone',
  access: 'Access',
  teams: 'Teams',
  noTeams: 'There is no team yet.',
  mailed: (to: string) => `The invitation is on its way to ${to}.`,
  until: 'Its link works once, until',
  handOver:
    'Mail is not set up: hand this link over yourself. It is shown once, and works once within 72 hours.',
  link: 'One-time invitation link',
  done: 'Done',
  seen: 'seen',
  never: 'never here',
  factor: 'second factor',
  noFactor: 'no second factor',
  states: {
    new: 'has not come in yet',
    invited: 'invited',
    late: 'invitation is over',
    active: 'active',
    deactivated: 'has left',
  },
  left: (n: number) => (n === 1 ? '1 person has left' : `${n} people have left`),
  account: 'Account',
  sessions: (n: number) =>
    n === 0 ? 'signed in nowhere' : n === 1 ? 'signed in on 1 browser' : `signed in on ${n} browsers`,
  save: 'Save',
  saved: (name: string) => `${name} is changed.`,
  reason: 'Reason',
  reasonHint: 'Stands in the audit log.',
  nothing: 'Nothing is changed yet.',
  emailHint: 'Another address voids invitations and links that were sent to this one.',
  wayIn: 'Ways in',
  inviteAgain: 'New invitation',
  signInLink: 'New sign-in link',
  linkFor: (name: string) => `One-time link for ${name}, for 24 hours; hand it over yourself`,
  endSessions: 'Sign out everywhere',
  ended: (name: string) => `${name} is signed out everywhere.`,
  leave: 'Deactivate',
  leaveTitle: (name: string) => `Deactivate ${name}`,
  leaveText:
    'For somebody who leaves. At once: signed out everywhere, tokens and links end, and nobody calls them any more. What they did stays, and the account can be reactivated.',
  leaveGo: (name: string) => `Deactivate ${name}`,
  left_: (name: string) => `${name} is deactivated.`,
  reactivate: 'Reactivate',
  reactivateText:
    'Lets them in again with the access and the teams of before. Tokens do not come back, and contact methods count as not verified.',
  back: (name: string) => `${name} is active again.`,
  loseOwn: 'This is your own account.',
} as const;
