/** What the audit log's screen says. */
export const words = {
  title: 'Audit log',
  about: 'Who did what, when, from where, and what came of it. Nobody can change it, and that can be proven.',
  setupText: 'Who did what; proof that nobody changed it',
  list: 'Entries',
  none: 'Nothing has been recorded yet',
  noneText: 'Every sign-in, every change and every message that leaves Muster will stand here.',
  noMatch: 'No entry matches',
  noMatchText: 'Clear a filter, or choose a longer time.',
  export: 'Export',
  exportHint: 'As JSON lines, in the order of the chain, with the filters below. The export is recorded.',
  exported: 'Exported.',
  refused: 'refused',
  to: (person: string) => `to ${person}`,
  aboutWhat: 'about',
  results: {
    delivered: 'delivered',
    failed: 'failed',
    cancelled: 'taken back',
    expired: 'too late',
  } as Record<string, string>,
  times: (n: number) => `${n}×`,
  self: 'Muster',
  stranger: 'not signed in',
  filter: {
    show: 'What to show',
    all: 'Everything',
    others: 'By people',
    refused: 'Refused',
    area: 'What was done',
    anything: 'Anything',
    search: 'Search',
    from: 'From',
    until: 'Until',
    more: (n: number) => (n === 0 ? 'Filters' : `Filters (${n})`),
    clear: 'Clear',
    remove: (what: string) => `Remove the filter ${what}`,
    names: { actor: 'by', action: 'action', subject: 'about', address: 'from' } as Record<string, string>,
  },
  areas: {
    'catalog.': 'People, sign-in and settings',
    'detect.': 'Alerts and integrations',
    'oncall.': 'On call and pages',
    'platform.deliver': 'Messages sent',
    'platform.': 'The platform',
  } as Record<string, string>,
  detail: {
    show: 'Show details',
    changed: 'Changed',
    before: 'Before',
    after: 'After',
    nothing: 'nothing',
    same: 'No difference to show.',
    facts: 'Details',
    time: 'Time',
    who: 'Who',
    how: 'Credential',
    address: 'Address',
    action: 'Action',
    subject: 'Subject',
    request: 'Request',
    entry: 'Entry',
    place: 'Place in the chain',
    waits: 'waits for its place',
    hash: 'Hash',
    only: 'Show only',
    onlyActor: (name: string) => `by ${name}`,
    onlyAddress: (address: string) => `from ${address}`,
    onlySubject: 'about this',
    onlyAction: 'of this kind',
  },
  how: { session: 'signed in', token: 'API token', link: 'link in a message', device: 'device' } as Record<
    string,
    string
  >,
  chain: {
    title: 'The chain',
    state: (entries: number) =>
      entries === 1
        ? 'One entry is chained, the last of'
        : `${grouped(entries)} entries are chained, the last of`,
    waiting: (n: number) =>
      n === 1 ? 'One more waits for its place.' : `${grouped(n)} more wait for their place.`,
    empty: 'No entry is chained yet; that happens within a minute.',
    lastAnchor: (day: string) => `The last anchor is of ${day}.`,
    anchors: 'Anchors',
    anchorText:
      'Each night the hash that the chain ends with is written to the server’s log as an anchor. Keep some of them elsewhere: they show later that nothing was changed or cut off.',
    noAnchor: 'The first anchor is made tonight (UTC).',
    verify: 'Verify',
    again: 'Verify again',
    walking: (entries: number) => `${grouped(entries)} entries looked at …`,
    unbroken: (entries: number) =>
      entries === 1 ? 'Unbroken: the one entry fits.' : `Unbroken: all ${grouped(entries)} entries fit.`,
    broken: (n: number) => (n === 1 ? 'Broken: one finding' : `Broken: ${grouped(n)} findings`),
    more: (n: number) => `and ${grouped(n)} more`,
  },
};

function grouped(n: number): string {
  return n.toLocaleString('en-GB');
}
