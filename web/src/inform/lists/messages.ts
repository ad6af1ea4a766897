import type { MemberKind } from '@muster/contract/inform/lists';
import { audiences } from '../../ui/audience-words.ts';

const kinds: Record<MemberKind, string> = {
  person: 'Person',
  team: 'Team',
  mail: 'Mail address',
  slack: 'Slack channel',
  msteams: 'Microsoft Teams channel',
  webhook: 'Webhook',
  sms: 'Phone number',
};

/** What the screen of audience lists says. */
export const words = {
  title: 'Audience lists',
  about:
    'Who hears when news of an incident go out, arranged beforehand. Everybody is told once, however many lists name them.',
  setupText: 'Who is told when news of an incident go out',
  kinds,
  audiences,
  none: 'No list yet',
  noneText:
    'News are on record and in Muster, and nobody gets them by mail or in a channel. A list changes that: say which audience it is for, then who is on it.',
  add: 'Add a list',
  edit: 'Edit',
  remove: 'Delete',
  removed: 'The list is deleted.',
  removeText: (name: string) =>
    `Nobody on “${name}” is told by it any more. What they were told stays on record.`,
  always: 'Any incident',
  servicesOnly: (names: string) => `Services: ${names}`,
  teamsOnly: (names: string) => `Owned by: ${names}`,
  severityOnly: (label: string) => `${label} or worse`,
  members: (n: number) => (n === 1 ? '1 member' : `${n} members`),
  noMembers: 'Nobody is on it yet.',
  form: {
    addTitle: 'A new list',
    editTitle: (name: string) => `Edit ${name}`,
    name: 'Name',
    nameHint: 'For those who look at it, such as “Support desk”.',
    audience: 'For news to',
    severity: 'From which severity on',
    anySeverity: 'Any severity',
    services: 'Only for these services',
    teams: 'Only for services that these teams own',
    allHint: 'None chosen means all.',
    save: 'Save',
    saved: 'Saved.',
    cancel: 'Cancel',
  },
  member: {
    title: 'Add members',
    kind: 'Add a',
    person: 'Who',
    team: 'Which team',
    choose: 'Choose',
    mails: 'Mail addresses',
    mailsHint: 'One on each line, at most 500 at once.',
    numbers: 'Phone numbers',
    numbersHint: 'With their country, such as +34600111222, one on each line.',
    address: 'Incoming address',
    addressHint: 'As the channel gave it. It is kept sealed and not shown again.',
    label: 'What people call it',
    secret: 'Secret, to sign what is sent',
    add: 'Add',
    added: (n: number) => (n === 0 ? 'Already on the list.' : n === 1 ? 'Added.' : `${n} added.`),
    takeOff: 'Take off',
    test: 'Test',
    tested: 'A test is on its way.',
    results: {
      waiting: 'test under way',
      sent: 'test arrived',
      failed: 'test failed',
      withheld: 'test held back',
    },
  },
} as const;
