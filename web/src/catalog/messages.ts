/** What the catalogue's panels say: people, services, the organisation, the way in. */
export const words = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    go: 'Sign in',
    wrong: 'E-mail or password is not right.',
    needsSetUp: 'This Muster has no administrator yet',
    needsSetUpText:
      'Open the one-time link that the server printed when it started. It makes you the first one.',
  },
  welcome: {
    title: 'Welcome to Muster',
    about: 'Choose a password. The link works once.',
    go: 'Sign in',
  },
  setUp: {
    title: 'Set up Muster',
    about: 'You become the first administrator. The link works once.',
    name: 'Short name',
    nameHint: 'a-z, 0-9, . _ -; what schedules call you',
    fullName: 'Full name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 12 characters. A sentence is good.',
    timeZone: 'Time zone',
    timeZoneHint: 'Guessed from this browser',
    go: 'Start',
    noToken:
      'The link is not complete: its one-time token is missing. Copy it whole from the server’s output.',
    done: 'This Muster is already set up',
  },
  services: {
    title: 'Services',
    about: 'What runs and can fail, who owns it, and what leans on what.',
    search: 'Find a service',
    none: 'No service yet',
    noneText: 'Services come with the organisation file: a name, a team, an escalation policy.',
    noMatch: 'No service has that name.',
    name: 'Service',
    team: 'Owner',
    policy: 'Escalation policy',
    tier: 'Tier',
    dependsOn: 'Depends on',
    dependents: 'Needed by',
    nothing: 'nothing',
    noTeam: 'nobody',
    noPolicy: 'none: nobody is woken',
    graph: 'What leans on what',
    graphText: 'Left needs right.',
    toFile: 'Write the organisation file',
    alerts: 'Recent alerts',
    pages: 'Recent pages',
  },
  people: {
    title: 'People and teams',
    about: 'Who has an account, what they may do, and who owns services together.',
    people: 'People',
    email: 'E-mail',
    zone: 'Time zone',
    access: 'Access',
    teams: 'Teams',
    team: 'Team',
    members: 'Members',
    services: 'Services',
    search: 'Find a person',
    none: 'Nobody matches.',
    noTeams: 'No team yet.',
    add: 'People and teams are added with the organisation file. A sign-in link lets a person choose a password.',
    makeLink: 'Sign-in link',
    linkFor: (name: string) => `One-time link for ${name}, for 24 hours; hand it over yourself`,
    levels: {
      admin: 'administrator',
      responder: 'responder',
      stakeholder: 'stakeholder',
      support: 'support',
      auditor: 'auditor',
    },
  },
  organisation: {
    title: 'Organisation file',
    about:
      'People, schedules, policies, services and integrations in one document, YAML or JSON. First see what it would do; then apply it, all or nothing.',
    text: 'The file',
    upload: 'Choose a file',
    current: 'Fill in what holds now',
    plan: 'See what it would do',
    textFirst: 'Write the file or choose one first.',
    apply: 'Apply',
    applied: 'Applied.',
    prune: 'Also delete what the file leaves out, within the kinds it has',
    planFirst: 'See what it would do first.',
    planAgain: 'The text has changed: see what it would do again.',
    hasProblems: 'The problems must be mended first.',
    nothing: 'Nothing would change.',
    problems: 'Problems',
    changes: 'Changes',
    same: (n: number) => (n === 1 ? '1 stays as it is' : `${n} stay as they are`),
    change: { create: 'create', update: 'change', delete: 'delete', none: 'same' },
    keys: 'Keys of new integrations: shown now and never again',
    start: 'Start from an example',
  },
  tokens: {
    title: 'API tokens',
    about: 'For scripts and the command line. A token may do at most what you may.',
    none: 'No token.',
    make: 'Make a token',
    label: 'What it is for',
    days: 'Expires after (days)',
    daysHint: 'Empty: never',
    access: 'Access',
    secret: 'The token: shown now and never again',
    revoke: 'Revoke',
    revoked: 'Revoked.',
    created: 'made',
    by: 'by',
    used: 'last used',
    neverUsed: 'never used',
    expires: 'expires',
  },
  notDone: (what: string) => `Not done: ${what}`,
};

/** A small organisation to begin with: people and a rota that can be edited where it stands. */
export function exampleFile(me: {
  name: string;
  fullName: string;
  email: string;
  timeZone: string;
  access: string;
}): string {
  return `muster: 1
people:
  - name: ${me.name}
    fullName: ${JSON.stringify(me.fullName)}
    email: ${me.email}
    timeZone: ${me.timeZone}
    access: ${me.access}
  - name: ben
    fullName: Ben Example
    email: ben@example.org
    timeZone: ${me.timeZone}
    access: responder
teams:
  - { name: payments, members: [${me.name}, ben] }
schedules:
  - name: payments-primary
    timeZone: ${me.timeZone}
    layers:
      - rotation: { unit: week, length: 1, start: "2026-01-05T09:00", members: [[${me.name}], [ben]] }
policies:
  - name: payments-high
    repeat: 1
    steps:
      - { escalateAfter: 5, targets: [{ schedule: payments-primary }] }
      - { escalateAfter: 10, targets: [{ user: ${me.name} }] }
services:
  - { name: checkout, team: payments, policy: payments-high, urgency: high, tier: 1 }
`;
}
