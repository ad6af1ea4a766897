/** What the health screen says. */
export const words = {
  title: 'Health',
  about:
    'Each minute Muster looks, by means of its own, whether pages leave as they should. What it finds it mends where that is safe, and tells administrators by a way that shares nothing with pages.',
  setupText: 'Whether pages leave as they should, and what was mended',
  lastAudit: 'Last audit',
  none: 'No audit yet',
  noneText: 'The first one comes a minute after Muster has started.',
  well: 'Nothing is amiss',
  amiss: (n: number) => (n === 1 ? '1 thing is amiss' : `${n} things are amiss`),
  late: 'The audit itself is late',
  open: 'Amiss now',
  openNone: 'Every page, message and event is where it should be.',
  ended: 'Over, in the last week',
  endedNone: 'Nothing was amiss in the last week.',
  since: 'since',
  until: 'until',
  mended: 'mended',
  told: 'administrators told',
  notTold: 'nobody told',
  nodes: 'Nodes',
  found: (n: number, mended: number) => `found ${n}, mended ${mended}`,
  took: (ms: number) => `in ${ms} ms`,
  skew: (ms: number) => `clock ${ms > -50 ? '+' : '−'}${(Math.abs(ms) / 1000).toFixed(1)} s`,
  canary: 'From the door to the end of the way',
  canaryArrived: 'The alert that Muster sends itself each minute arrived',
  canaryNone: 'The alert that Muster sends itself each minute has not arrived yet.',
  canaryOff:
    'Muster sends itself no alert: it is switched off (MUSTER_CANARY), or this node has just started.',
  ways: 'Who is told',
  way: { mail: 'By mail (MUSTER_ALARM_EMAIL)', webhook: 'By webhook (MUSTER_ALARM_URL)' } as Record<
    string,
    string
  >,
  noWay:
    'Nobody is told: set MUSTER_ALARM_EMAIL or MUSTER_ALARM_URL, so that administrators hear of it when pages cannot leave.',
  beats: 'An outside watcher is told each minute that all is well (MUSTER_BEAT_URL).',
  noBeat:
    'No outside watcher: if this machine stops, nobody outside hears of it. Set MUSTER_BEAT_URL to the address of one.',
  checks: 'What is looked for',
};
