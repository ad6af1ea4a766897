/** What the screen about the reliability of services says. */
import type { DurationName, Durations } from '@muster/contract/measure/measures';
import { span } from '../ui/duration.ts';

/** A duration in seconds as people say it; a difference keeps its sign. */
export function lasting(seconds: number): string {
  const size = Math.abs(seconds);
  const text = size < 90 ? `${Math.round(size)} s` : span(size * 1_000);
  return seconds < 0 ? `−${text}` : text;
}

const some = (n: number, one: string, many: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

const signed = (seconds: number) => (seconds > 0 ? `+${lasting(seconds)}` : lasting(seconds));

type Change = NonNullable<Durations['change']>;
type Counts = Readonly<Record<string, number>>;
type Counted = Readonly<Record<string, string>>;

/** A difference of shares in points of a hundred. */
const points = (share: number) =>
  `${share > 0 ? '+' : ''}${Math.round(share * 100)} points`.replace('-', '−');

/** Where the screens call it otherwise than the figures do. */
const reasons: Counted = { retroactive: 'written down later' };

export const words = {
  title: 'Reliability',
  slowest: 'What took longest',
  why: 'Look why',
  whyOf: (ref: string, measure: string) => `Look why: ${measure} of ${ref}`,
  about: 'How long incidents took and how services held, as distributions with their sample size.',
  filter: {
    label: 'What is shown',
    measure: 'Measure',
    service: 'Service',
    allServices: 'All services',
    severity: 'Severity',
    allSeverities: 'All severities',
    team: 'Team',
    allTeams: 'All teams',
    kind: 'Kind of incident',
    allKinds: 'All kinds',
    more: 'More filters',
    until: 'Until',
    period: 'Period',
    usual: '90 days',
    days: { '30': '30 days', '180': '180 days', '365': 'A year' } as Record<string, string>,
  },
  measures: {
    ttd: 'Time to detect',
    'declare-delay': 'Declare delay',
    tta: 'Time to acknowledge',
    ttn: 'Time to notice',
    'notice-delay': 'Notice delay',
    ttm: 'Time to mitigate',
    ttr: 'Time to repair',
    'first-restore': 'First restore',
    ttrestore: 'Time to restore',
    'impact-time': 'Time of impact',
    'active-time': 'Active time',
    coordination: 'Cost of coordination',
    drills: 'Drills',
  } satisfies Record<DurationName, string>,
  stats: { n: 'Incidents', p50: 'Half within', p75: '75 % within', p90: '90 % within', p95: '95 % within' },
  none: '–',
  fewer: 'Percentiles need 5 incidents, the last one 20.',
  scale: 'Each dot is an incident, at the time it was resolved. The scale of durations is logarithmic.',
  flagged: 'Hollow dots are shown and not counted.',
  flaggedDot: (ref: string, text: string) => `${ref}: ${text}`,
  beside: (reason: string, seconds: number) =>
    reason === 'never acknowledged'
      ? `more than ${lasting(seconds)}, never acknowledged`
      : reason === 'signal before impact'
        ? `early by ${lasting(seconds)}`
        : `${lasting(seconds)}, ${reason}`,
  version: (version: number) => `Definition ${version}.`,
  cases: (n: number) => `Which ${some(n, 'incident', 'incidents')}`,
  shareChange: (change: Change | null, days: number) => {
    if (change === null) return `Too few to compare with the ${days} days before.`;
    const interval = `${points(change.difference)}, 90 % interval ${points(change.low)} to ${points(change.high)}`;
    return change.isDetectable
      ? `It is another share than in the ${days} days before: ${interval}.`
      : `No detectable change from the ${days} days before (${interval}).`;
  },
  dot: (ref: string, seconds: number) => `${ref}: ${lasting(seconds)}`,
  halfLine: 'half',
  change: {
    unknown: (days: number) => `Too few incidents to compare with the ${days} days before.`,
    undetectable: (days: number, difference: number, low: number, high: number) =>
      `No detectable change of the median from the ${days} days before (${signed(difference)}, 90 % interval ${signed(low)} to ${signed(high)}).`,
    shorter: (days: number, difference: number, low: number, high: number) =>
      `The median is shorter than in the ${days} days before: ${signed(difference)} (90 % interval ${signed(low)} to ${signed(high)}).`,
    longer: (days: number, difference: number, low: number, high: number) =>
      `The median is longer than in the ${days} days before: ${signed(difference)} (90 % interval ${signed(low)} to ${signed(high)}).`,
  },
  excluded: (parts: readonly { reason: string; n: number }[]) =>
    `Not counted: ${parts.map(({ reason, n }) => `${reasons[reason] ?? reason} (${n.toLocaleString('en-GB')})`).join(', ')}.`,
  noneExcluded: 'Nothing was left out.',
  definition: 'What this means',
  table: 'As a table',
  tableOf: (measure: string) => `${measure}, by incident`,
  latest: (shown: number, n: number) => `The latest ${shown} of ${n.toLocaleString('en-GB')}.`,
  columns: {
    incident: 'Incident',
    resolved: 'Resolved',
    took: 'Took',
    others: 'Before it',
    part: 'Of it',
    value: 'Value',
    share: 'Share',
  },
  empty: 'No incident that ended in this period has this duration',
  emptyText: 'Choose a longer period, or fewer filters.',
  availability: {
    title: 'Availability',
    value: (share: number) => `${(share * 100).toFixed(3)} %`,
    lost: (seconds: number, n: number) => `${lasting(seconds)} lost to ${some(n, 'impact', 'impacts')}`,
    unlost: 'nothing was lost',
  },
  failures: {
    title: 'Time between failures',
    count: (n: number) => (n === 0 ? 'no failure' : `on average, ${some(n, 'failure', 'failures')}`),
    more: (seconds: number) => `more than ${lasting(seconds)}`,
    between: (n: number) => `${some(n, 'time', 'times')} between failures`,
  },
  cadence: {
    title: 'Promised updates that came',
    of: (_: Counts, n: number) => `of ${some(n, 'update', 'updates')} due`,
    nothing: 'No update was due in this period.',
  },
  reopen: {
    title: 'Reopened',
    of: (parts: Counts, n: number) =>
      `${parts.reopened ?? 0} of ${some(n, 'resolved incident', 'resolved incidents')}`,
    nothing: 'No incident was resolved in this period.',
  },
  recurrence: {
    title: 'Came again',
    of: (parts: Counts, n: number) =>
      `${parts.recurred ?? 0} of ${some(n, 'resolved incident', 'resolved incidents')}`,
    nothing: 'No incident was resolved in this period.',
  },
  'follow-ups': {
    title: 'Follow-ups done in time',
    of: (_: Counts, n: number) => `of ${n.toLocaleString('en-GB')} due`,
    nothing: 'No follow-up was due in this period.',
    parts: {
      open: 'Open now',
      overdue: 'Overdue now',
      moved: 'Date moved',
      verified: 'Found effective',
      recurred: 'Came again although done',
      openDaysP50: 'Half open for, days',
      openDaysP90: '90 % open for, days',
    },
  },
  actionability: {
    title: 'Alerts worth telling',
    of: (_: Counts, n: number) => `of ${some(n, 'group of alerts', 'groups of alerts')}`,
    nothing: 'Nobody was told of alerts in this period.',
    parts: {
      acted: 'Somebody acted',
      linked: 'Part of an incident',
      noise: 'Cleared within 5 minutes',
      ignored: 'Nobody acted',
    },
  },
  detection: {
    title: 'How incidents were noticed',
    column: 'Noticed by',
    machine: (share: number) =>
      `${Math.round(share * 100)} % were seen by a machine first. The table has the time to detect.`,
    nothing: 'Nobody said how incidents of this period were noticed.',
    sources: {
      objective: 'An objective',
      alert: 'An alert',
      probe: 'A probe',
      support: 'Support',
      customer: 'A customer',
      staff: 'Staff',
      'third-party': 'A third party',
    } as Record<string, string>,
  },
  statuses: {
    title: 'Time in each status',
    column: 'Status',
    of: (n: number) => `Of ${some(n, 'incident', 'incidents')}; the share is of all their time.`,
    nothing: 'No incident was resolved in this period.',
  },
  percent: (share: number) => `${Math.round(share * 100)} %`,
  perService: 'By service',
  perServiceText: 'The first twenty services, by name.',
  service: 'Service',
};
