/**
 * What would go wrong on call before it does. A finding is one thing of one schedule, policy, service or person, from
 * when it is first seen until it is mended; its owners are told once, and once more when it hurts within a day.
 */
import type { Policy } from '@muster/contract/oncall/definition';

export const findingKinds = [
  'gap',
  'unreachable',
  'left',
  'nobody',
  'alone',
  'away',
  'unused',
  'unknown',
  'test',
] as const;
export type Kind = (typeof findingKinds)[number];

export interface Finding {
  kind: Kind;
  subject: string;
  /** One sentence. */
  text: string;
  /** Whose it is; the administrators' where it is nobody's. */
  team: string | null;
  bitesAt: Temporal.Instant | null;
}

interface Named {
  name: string;
  team: string | null;
}

interface Span {
  start: Temporal.Instant;
  end: Temporal.Instant;
}

/** What is known of the organisation, as the views tell it. Spans are of the next `aheadDays`. */
export interface Known {
  schedules: readonly (Named & { timeZone: string; gaps: readonly Span[]; people: readonly string[] })[];
  policies: readonly (Named & { definition: Policy })[];
  services: readonly (Named & { policy: string | null })[];
  unreachable: readonly { person: string; reason: string }[];
  /** Who is on call while away, the first time of each person on each schedule. */
  away: readonly (Span & { person: string; schedule: string })[];
  /** The latest paging test of each person that rang, where it was not answered or something did not arrive. */
  tests: readonly FailedTest[];
  left: readonly { person: string; schedule: string | null; policy: string | null; from: string | null }[];
}

export interface FailedTest {
  person: string;
  schedule: string;
  at: Temporal.Instant;
  isAnswered: boolean;
  /** How many messages left; and of those that failed, the contact methods as people know them. */
  messages: number;
  failed: readonly string[];
}

export const aheadDays = 60;
/** So long before it hurts its owners are told again. */
export const urgeHours = 24;

export function findingsIn(known: Known, now: Temporal.Instant): Finding[] {
  return [
    ...gapsIn(known),
    ...known.unreachable.map((one) => unreachable(known, one)),
    ...known.left.map((one) => leaver(known, one, now)),
    ...known.away.map((one) => away(known, one)),
    ...known.policies.flatMap((policy) => policyFindings(known, policy)),
    ...known.tests.flatMap((one) => testFinding(known, one)),
    ...unusedIn(known),
    ...unknownIn(known),
  ];
}

function gapsIn({ schedules }: Known): Finding[] {
  return schedules.flatMap(({ name, team, timeZone, gaps }): Finding[] => {
    const [first] = gaps;
    if (!first) return [];
    const more = gaps.length > 1 ? ` and ${gaps.length - 1} more times in ${aheadDays} days` : '';
    const text = `${name} has nobody on call from ${localText(first.start, timeZone)} to ${localText(first.end, timeZone)}${more}.`;
    return [{ kind: 'gap', subject: name, text, team, bitesAt: first.start }];
  });
}

/** Belongs to the first rota or policy that names the person. */
function unreachable(known: Known, { person, reason }: { person: string; reason: string }): Finding {
  const named =
    known.schedules.find((one) => one.people.includes(person)) ??
    known.policies.find((one) => usersOf(one.definition).includes(person));
  const text = `${person} could not be woken: ${reason}`;
  return { kind: 'unreachable', subject: person, text, team: named?.team ?? null, bitesAt: null };
}

function leaver(known: Known, one: Known['left'][number], now: Temporal.Instant): Finding {
  const { person, schedule, policy, from } = one;
  const place = schedule ?? policy ?? '';
  const owner = [...known.schedules, ...known.policies].find(({ name }) => name === place);
  return {
    kind: 'left',
    subject: `${person} ${schedule === null ? 'policy' : 'schedule'} ${place}`,
    text: `${person} has left and is still named by ${place}.`,
    team: owner?.team ?? null,
    bitesAt: from === null ? now : Temporal.Instant.from(from),
  };
}

/** The rota stays as it is until somebody steps in; asking for cover is how. */
function away(known: Known, { person, schedule, start, end }: Known['away'][number]): Finding {
  const rota = known.schedules.find(({ name }) => name === schedule);
  const zone = rota?.timeZone ?? 'UTC';
  const text = `${person} is away but on call for ${schedule} from ${localText(start, zone)} to ${localText(end, zone)}. Ask for cover.`;
  return { kind: 'away', subject: `${person} ${schedule}`, text, team: rota?.team ?? null, bitesAt: start };
}

/** Whoever is on the rota no more proves nothing about it. */
function testFinding(known: Known, one: FailedTest): Finding[] {
  const { person, schedule, at, isAnswered, messages, failed } = one;
  const rota = known.schedules.find(({ name, people }) => name === schedule && people.includes(person));
  if (!rota) return [];
  const when = localText(at, rota.timeZone);
  const ways = failed.join(', ');
  const text = isAnswered
    ? `In the paging test of ${schedule} on ${when} nothing reached ${person} by ${ways}.`
    : [
        `${person} did not answer the paging test of ${schedule} on ${when}.`,
        ...(messages === 0 ? ['No message left.'] : []),
        ...(failed.length > 0 ? [`Nothing arrived by ${ways}.`] : []),
      ].join(' ');
  return [{ kind: 'test', subject: `${person} ${schedule}`, text, team: rota.team, bitesAt: null }];
}

function policyFindings(known: Known, { name, team, definition }: Known['policies'][number]): Finding[] {
  const { steps } = definition;
  const empty = emptySpan(known, definition);
  if (empty === 'always')
    return [{ kind: 'nobody', subject: name, text: `The policy ${name} calls nobody.`, team, bitesAt: null }];
  const found: Finding[] = [];
  if (empty !== null) {
    const text = `The policy ${name} finds nobody in any of its steps from ${localText(empty.start, 'UTC')}.`;
    found.push({ kind: 'nobody', subject: name, text, team, bitesAt: empty.start });
  }
  const [only, ...others] = new Set(steps.flatMap((step) => peopleOf(known, step.targets)));
  if (steps.length > 1 && only !== undefined && others.length === 0) {
    const text = `Every step of ${name} calls ${only} and nobody else.`;
    found.push({ kind: 'alone', subject: name, text, team, bitesAt: null });
  }
  return found;
}

type Targets = Policy['steps'][number]['targets'];

/** Everybody whom these targets may ever call; a team counts as many, whoever is in it. */
function peopleOf(known: Known, targets: Targets): string[] {
  return targets.flatMap((target) => {
    if ('user' in target) return [target.user];
    if ('team' in target) return [`${target.team} (team)`, 'and more'];
    return [...(known.schedules.find(({ name }) => name === target.schedule)?.people ?? [])];
  });
}

/** The first span in which no target of any step has anybody; null where somebody is there all the time. */
function emptySpan(known: Known, { steps }: Policy): Span | 'always' | null {
  const targets = steps.flatMap((step) => step.targets);
  if (targets.length === 0) return 'always';
  const names = targets.map((target) => ('schedule' in target ? target.schedule : null));
  if (names.includes(null)) return null;
  const gaps = names.map((name) => known.schedules.find((one) => one.name === name)?.gaps);
  // A schedule that does not exist has nobody at any time.
  const lists = gaps.flatMap((one) => (one === undefined ? [] : [one]));
  const [first, ...others] = lists;
  if (first === undefined) return 'always';
  return others.reduce<readonly Span[]>(inBoth, first)[0] ?? null;
}

/** Where two ordered lists of spans overlap. */
export function inBoth(a: readonly Span[], b: readonly Span[]): Span[] {
  const latest = (x: Temporal.Instant, y: Temporal.Instant) => (compare(x, y) > 0 ? x : y);
  const earliest = (x: Temporal.Instant, y: Temporal.Instant) => (compare(x, y) < 0 ? x : y);
  return a
    .flatMap((one) =>
      b.map((other) => ({ start: latest(one.start, other.start), end: earliest(one.end, other.end) })),
    )
    .filter(({ start, end }) => compare(start, end) < 0);
}

const { compare } = Temporal.Instant;

function unusedIn({ schedules, policies }: Known): Finding[] {
  const used = new Set(
    policies.flatMap(({ definition }) =>
      definition.steps.flatMap((step) => step.targets.map((one) => ('schedule' in one ? one.schedule : ''))),
    ),
  );
  return schedules
    .filter(({ name }) => !used.has(name))
    .map(({ name, team }) => {
      const text = `No policy calls whoever is on ${name}.`;
      return { kind: 'unused' as const, subject: name, text, team, bitesAt: null };
    });
}

function unknownIn({ services, policies }: Known): Finding[] {
  const names = new Set(policies.map((policy) => policy.name));
  return services
    .filter(({ policy }) => policy === null || !names.has(policy))
    .map(({ name, team, policy }) => {
      const text =
        policy === null
          ? `Alerts of ${name} call nobody: it has no policy.`
          : `Alerts of ${name} call nobody: its policy ${policy} does not exist.`;
      return { kind: 'unknown' as const, subject: name, text, team, bitesAt: null };
    });
}

function usersOf({ steps }: Policy): string[] {
  return steps.flatMap((step) => step.targets.flatMap((one) => ('user' in one ? [one.user] : [])));
}

function localText(at: Temporal.Instant, timeZone: string): string {
  const minute = at.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  return `${minute.replace('T', ' ')} (${timeZone})`;
}

export interface Kept extends Finding {
  id: string;
  firstAt: Temporal.Instant;
  toldAt: Temporal.Instant | null;
  urgedAt: Temporal.Instant | null;
}

/** What the owners are to hear of now: what is new, and what hurts within a day and was not told as that. */
export function toTell(open: readonly Kept[], now: Temporal.Instant): { fresh: Kept[]; urgent: Kept[] } {
  const isNear = ({ bitesAt }: Kept) =>
    bitesAt !== null && compare(bitesAt, now.add({ hours: urgeHours })) <= 0;
  const urgent = open.filter((one) => isNear(one) && one.urgedAt === null);
  return { urgent, fresh: open.filter((one) => one.toldAt === null && !urgent.includes(one)) };
}
