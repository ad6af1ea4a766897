import type { Fit } from '@muster/contract/inform/channel-text';
import type { Sending, Telling } from '@muster/contract/inform/sendings';

const acts: Record<Sending['act'], string> = {
  published: 'Told',
  retracted: 'Told that it is taken back',
  corrected: 'Told what is right',
};
const states: Record<Telling['state'], string> = {
  waiting: 'on its way',
  sent: 'sent',
  failed: 'not reached',
  withheld: 'held back',
};
const channels: Record<Fit['channel'], string> = {
  mail: 'Mail',
  sms: 'Text message',
  slack: 'Slack',
  msteams: 'Microsoft Teams',
  webhook: 'Webhook',
};

/** What is said of who was told, and who will be. */
export const words = {
  acts,
  states,
  channels,
  kinds: {
    mail: 'mail',
    email: 'mail',
    sms: 'text message',
    slack: 'Slack',
    msteams: 'Microsoft Teams',
    webhook: 'webhook',
    webpush: 'web push',
    ntfy: 'ntfy',
    telegram: 'Telegram',
  } as Record<string, string>,
  nobody: 'Nobody was on a list for these news.',
  resolving: 'Working out who is told …',
  people: (n: number) => (n === 1 ? '1 recipient' : `${n} recipients`),
  count: (n: number, state: Telling['state']) => `${n} ${states[state]}`,
  show: 'Who was told',
  hide: 'Hide who was told',
  previews: 'How it arrives',
  noHeading: 'Service news',
  cut: 'The end is cut off there.',
  whole: 'It fits.',
  cutOption: (channel: string) => `${channel} (cut)`,
  cutIn: (channels: string) => `Too long for ${channels}: the end is cut off there.`,
  recipients: 'Who will hear it',
  total: (n: number) =>
    n === 0 ? 'Nobody is on a list for these news yet.' : `${n} will be told, each once.`,
  lists: (names: string) => `Lists: ${names}`,
  followers: (n: number) => (n === 1 ? '1 follows' : `${n} follow`),
  added: (team: string, n: number) => `${team} (${n}) was added`,
  across: (team: string, why: string) => `${team}: ${why}`,
  because: (service: string, on: string) => (service === on ? service : `${service} depends on ${on}`),
  proposed: 'Others whose work depends on it',
  tell: 'Tell them too',
  tellTeam: (team: string) => `Tell ${team} too`,
  untell: 'Not any more',
  untellTeam: (team: string) => `Do not tell ${team} any more`,
} as const;
