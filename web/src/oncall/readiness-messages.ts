const some = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Every text of the screen that tells who can be reached. */
export const words = {
  title: 'Who can be reached',
  about:
    'Everybody whom a rota or a policy names: by what a page reaches them, and when it was last proved that something arrives.',
  toMend: 'To mend',
  ready: 'Ready',
  sum: (ready: number, all: number) =>
    ready === all
      ? `All ${some(all, 'person', 'people')} can be reached.`
      : `${ready} of ${some(all, 'person', 'people')} are ready.`,
  nobody: 'Nobody is named yet',
  nobodyText: 'As soon as a rota or a policy names somebody, this tells whether a page would wake them.',
  on: (rotas: readonly string[]) => (rotas.length > 0 ? rotas.join(', ') : 'named by a policy'),
  noMethod: 'No contact method',
  after: (minutes: number | null) =>
    minutes === null ? 'by no rule' : minutes === 0 ? 'at once' : `after ${minutes} min`,
  proved: 'last arrived',
  never: 'never proved',
  faults: {
    unverified: 'not verified',
    unusable: 'this server cannot send by it',
    gone: 'nothing arrives there any more',
    old: 'nothing has arrived for 90 days',
  },
  test: {
    answered: (span: string) => `answered a paging test ${span === 'now' ? 'at once' : `after ${span}`}`,
    missed: 'did not answer a paging test',
  },
  noTest: 'never tested',
} as const;

export type Fault = keyof typeof words.faults;
