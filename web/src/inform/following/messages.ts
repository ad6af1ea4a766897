/** What is said of following. */
export const words = {
  title: 'What I follow',
  about: 'News for staff come to you when you follow an incident, a service, or a severity.',
  follow: 'Follow',
  followIt: (what: string) => `Follow ${what}`,
  following: 'Following',
  stop: 'Stop following',
  stopIt: (what: string) => `Stop following ${what}`,
  followed: 'News of it come to you.',
  stopped: 'No more news of it come to you.',
  none: 'Nothing yet. Press Follow on an incident or a service, or choose a severity here.',
  by: 'By',
  byWay: (label: string) => `by ${label}`,
  account: 'mail to your account',
  severity: 'Severity and worse',
  worse: (label: string) => `${label} or worse`,
  kinds: { incident: 'Incident', service: 'Service', severity: 'Severity' },
} as const;
