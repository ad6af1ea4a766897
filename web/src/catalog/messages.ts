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
    add: 'Many at once come with the organisation file.',
    levels: {
      admin: 'administrator',
      responder: 'responder',
      stakeholder: 'stakeholder',
      support: 'support',
      auditor: 'auditor',
    },
  },
  teams: {
    title: 'Teams',
    about: 'Who belongs together, what is theirs, and who may change it.',
    none: 'No team yet',
    noneText: 'Teams come with the organisation file: a name and members.',
    members: 'Members',
    nobody: 'nobody',
    who: 'Who changes what is theirs',
    editing: { team: 'Its members', responders: 'Every responder', admins: 'Administrators only' },
    editingText: {
      team: 'Members of the team and administrators change it; others read it.',
      responders: 'Every responder may change it, of whatever team.',
      admins: 'Only administrators change it, not even its members.',
    },
    owns: 'What is theirs',
    ownsNothing: 'Nothing yet. A service, schedule or policy belongs to the team that it names.',
    kinds: { services: 'Services', schedules: 'Schedules', policies: 'Escalation policies' },
    saved: (team: string) => `${team}: saved.`,
    changed: 'Somebody else changed this team just now. This is how it is by now.',
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
    about: 'For scripts and the command line. A token may do at most what you may, and ends by itself.',
    mine: 'Yours',
    ofServices: 'Of services',
    ofOthers: 'Of other people',
    none: 'You have no token',
    noneText: 'The command line makes one when you sign in with it.',
    make: 'Make a token',
    kind: 'Whose it is',
    kinds: { personal: 'Mine', service: 'Of a service' },
    kindText: {
      personal: 'It acts as you, and ends when your account does.',
      service: 'It belongs to nobody and stays when you leave. Say who looks after it.',
    },
    label: 'What it is for',
    team: 'Team that looks after it',
    teamHint: 'It may change what belongs to the team.',
    noTeam: 'None',
    aboutIt: 'Or, in a sentence',
    aboutHint: 'Where it is used, and whom to ask.',
    access: 'Access',
    ends: 'Ends after',
    spans: { 7: '7 days', 30: '30 days', 90: '90 days', 180: '180 days', 366: 'a year' },
    noEnd: { never: 'never: until it is revoked' },
    scopes: 'What it may be used for',
    limits: { all: 'Everything', some: 'Only some things' },
    everything: 'everything that its access allows',
    noScope: 'Choose at least one thing that it may be used for.',
    reach: { nothing: 'nothing', read: 'read', write: 'read and change' },
    areas: {
      alerts: 'Alerts',
      audit: 'Audit log',
      contacts: 'How people are reached',
      incidents: 'Incidents',
      integrations: 'Integrations',
      live: 'Live news of changes',
      operation: 'Metrics of the server',
      organisation: 'Organisation file',
      pages: 'Pages',
      people: 'People',
      policies: 'Escalation policies',
      schedules: 'Schedules, who is on call',
      security: 'Tokens and sign-in',
      services: 'Services',
      teams: 'Teams',
    },
    scopeText: (area: string, writes: boolean) => `${area}: ${writes ? 'read and change' : 'read'}`,
    secret: (label: string) => `The token “${label}”: shown now and never again`,
    keepIt: 'Put it where it is needed, such as a password store. Muster keeps only a hash.',
    kept: 'I have kept it',
    revoke: 'Revoke',
    revokeTitle: (label: string) => `Revoke “${label}”?`,
    revokeText:
      'Whatever uses it is locked out at once, and so is whatever uses a token that was made with it. It cannot be undone.',
    revoked: (others: number) =>
      others === 0
        ? 'Revoked.'
        : `Revoked, and ${others === 1 ? 'a token' : `${others} tokens`} that ${others === 1 ? 'was' : 'were'} made with it.`,
    created: 'made',
    by: 'by',
    lookedAfterBy: (team: string) => `looked after by ${team}`,
    used: 'last used',
    from: 'from',
    neverUsed: 'never used',
    expires: 'ends',
    endless: 'no end',
    ended: 'ended',
    endsIn: (days: number) => (days === 1 ? 'ends within a day' : `ends in ${days} days`),
  },
  security: {
    title: 'Security',
    about: 'How you sign in, and what keeps others from it.',
  },
  proof: {
    secondStep: 'One more step',
    secondStepAbout: 'The password is right. Show that it is you.',
    passwordSet: 'The password is set. Show that it is you.',
    startAgain: 'Start again',
    signInByPasskey: 'Sign in with a passkey',
    passkey: 'Use a passkey',
    confirm: 'Confirm',
    confirmTitle: 'Confirm that it is you',
    confirmAbout:
      'What you want to do opens further doors, and your sign-in is more than a quarter of an hour old.',
    signInAgain: 'Sign in again',
    signInAgainText:
      'You came in by another system. Sign in again, and this is open for a quarter of an hour.',
    noWay: 'Your passkeys do not work in this browser or at this address. Use another one.',
    passkeyCalledOff:
      'The browser did not use a passkey: it was called off, took too long, or there is none here.',
    passkeyKnown: 'This device has a passkey for this account already.',
    passkeyFailed: 'The browser could not use a passkey at this address.',
    label: { totp: 'Code of your app', password: 'Password', recovery: 'Recovery code' },
    hint: {
      totp: 'The six digits that the authenticator app shows now',
      password: undefined,
      recovery: 'One of those you kept when you set this up. Each works once.',
    },
    insteadBy: {
      passkey: 'Use a passkey',
      totp: 'Use a code of the app',
      password: 'Use the password',
      recovery: 'Use a recovery code',
    },
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
