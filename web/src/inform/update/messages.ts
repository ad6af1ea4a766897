import type { Update } from '@muster/contract/inform/updates';
import type { Audience } from '@muster/contract/respond/settings';

const audiences: Record<Audience, string> = {
  responders: 'Responders',
  staff: 'Staff',
  executives: 'Executives',
  customers: 'Customers',
  partners: 'Partners',
  regulators: 'Regulators',
};
const kinds: Record<Update['kind'], string> = {
  'heads-up': 'Heads-up',
  update: 'Update',
  'still-working': 'Still working',
  closing: 'Closing',
};
const states: Record<NonNullable<Update['state']>, string> = {
  investigating: 'Investigating',
  identified: 'Cause found',
  monitoring: 'Watching',
  resolved: 'Resolved',
};

export const words = {
  title: 'News',
  about: 'What each audience was told, and when it was promised to hear more.',
  audiences,
  kinds,
  states,
  due: 'due in',
  late: 'overdue since',
  never: 'Nothing was sent yet.',
  noPromise: 'Nothing is promised.',
  last: 'last',
  write: 'Write',
  goOn: 'Go on writing',
  writeTo: (audience: string) => `News for ${audience}`,
  still: 'Still working on it',
  stillTo: (audience: string) => `Tell ${audience}: still working on it`,
  notSent: (reason: string) => `Not sent. ${reason}`,
  sent: (audience: string) => `On record for ${audience}.`,
  text: 'What they should know',
  open: (gaps: string) => `Still to be filled in: ${gaps}`,
  outside: 'Plain words: what customers notice. No names of hosts, no promise of when it will be mended.',
  inside: 'What the record does not tell stands between braces.',
  heading: 'Heading',
  headingHint: 'For those outside; never the name of the incident.',
  state: 'How far it is',
  noState: 'not said',
  next: 'Next news in minutes',
  nextHint: (minutes: number | null) =>
    minutes === null ? 'Empty promises nothing.' : `Empty means ${minutes}, as the severity has it.`,
  send: 'Send',
  keep: 'Keep as a draft',
  kept: 'Kept for whoever goes on with it.',
  keptBy: (name: string) => `Draft by ${name},`,
  history: 'What was sent',
  by: (name: string) => `by ${name}`,
  more: (n: number) => `Show ${n} more`,
  promised: 'next promised for',
};
