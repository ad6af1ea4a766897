/** What the panel of a handover says. */
export const words = {
  title: 'Handover',
  about: 'What the next shift should know. Who is on call does not depend on it.',
  change: 'The shift changes',
  noChange: 'The rota does not change within two weeks.',
  facts: {
    ended: (count: number) => (count === 1 ? '1 ended within a day' : `${count} ended within a day`),
    by: (state: string, person: string) => `${state} by ${person}`,
    overrides: 'Overrides ahead',
    gaps: 'Nobody is on call',
  },
  form: {
    to: 'To',
    next: (people: readonly string[]) =>
      people.length > 0
        ? `Next on the rota: ${people.join(', ')}`
        : 'Nobody else comes next: choose somebody',
    notes: 'Notes',
    notesHint:
      'What you tried, what you watch, what not to touch. Kept for you while you write, on every device.',
    kept: 'Kept. Nobody else sees it until you hand over.',
    notKept: 'Only this tab keeps it now: the server does not answer.',
    wantsReadBack: 'Ask for a read-back',
    wantsReadBackHint: 'Whoever accepts says in their own words what it is about.',
    send: 'Hand over',
    sent: 'Handed over. You see here when it is accepted.',
  },
  accept: {
    readBack: 'Say in your own words what it is about',
    send: 'Accept',
    sent: 'You have it.',
  },
  history: {
    title: (count: number) => `Handed over before (${count})`,
    none: 'Nothing was handed over yet.',
    way: (from: string, to: readonly string[]) => `${from} to ${to.join(', ')}`,
    accepted: (by: string) => `${by} accepted`,
    waiting: 'waits for acceptance',
    all: (count: number) => `Show all ${count}`,
  },
};
