/** What makes the signs about people amber and red: two duties on one pair of shoulders, too many under one, none at all. */
import { type Cause, causeFrom, type Look, names } from './health-look.ts';
import type { IncidentState } from './state.ts';

/** One person does not command and operate, or command and communicate, for longer than ten minutes (R16, R71). */
const roles: Look = {
  causes(state) {
    const duties = dutiesOf(state);
    return duties.flatMap((one, i) =>
      duties.slice(i + 1).flatMap((other) => {
        const person = holderOf(state, one);
        if (person === null || person !== holderOf(state, other)) return [];
        const since = Math.max(...[one, other].map((role) => dutySince(state, role, person)));
        return [causeFrom(since, `${one}/${other}`, [10, 20])];
      }),
    );
  },
  tell(active, _, state) {
    const duties = [...new Set(active.flatMap((one) => one.about.split('/')))];
    const whom = [...new Set(duties.flatMap((role) => holderOf(state, role) ?? []))].join(' and ');
    const spare = duties.filter((role) => role !== 'commander');
    const why = `${whom}: more than one role at once (${duties.join(', ')}).`;
    return { why, propose: `Give ${spare.join(' or ')} to somebody else.` };
  },
  well: () => ({ why: 'Nobody carries two of the roles that it needs.' }),
};

/**
 * What the severity asks for; and where it asks for more than command, also who leads the operations, once somebody
 * was named for it: whoever decides does not change the systems as well (R16).
 */
function dutiesOf({ rule: { rolesRequired }, roles: held }: IncidentState): string[] {
  const isBig = rolesRequired.length > 1;
  return isBig && held.operations !== undefined && !rolesRequired.includes('operations')
    ? [...rolesRequired, 'operations']
    : rolesRequired;
}

/** What nobody holds is the commander's. */
function holderOf({ roles: held, commander }: IncidentState, role: string): string | null {
  return held[role] ?? commander;
}

/** Since when this person has had this duty while the severity asked for it. */
function dutySince(state: IncidentState, role: string, person: string): number {
  const began = (name: string) =>
    state.assignments
      .filter((one) => one.role === name && one.person === person && one.until === null)
      .map((one) => Date.parse(one.from));
  const held = began(role);
  if (held.length > 0) return Math.max(requiredSince(state, role), Math.min(...held));
  const ends = state.assignments.flatMap((one) =>
    one.role === role && one.until !== null ? Date.parse(one.until) : [],
  );
  return Math.max(requiredSince(state, role), ...ends, ...began('commander'));
}

function requiredSince({ severities, declaredAt }: IncidentState, role: string): number {
  const before = severities.findLastIndex((one) => !one.roles.includes(role));
  return Date.parse(severities[before + 1]?.from ?? declaredAt);
}

const mostUnderOne = 7;
const farTooMany = 10;

/** More than seven who answer to one person (R75, P9). */
const span: Look = {
  causes(state) {
    const groups = Map.groupBy(here(state), (one) => directorOf(state, one.person));
    return [...groups].flatMap(([director, all]): Cause[] => {
      if (director === null || all.length <= mostUnderOne) return [];
      const came = all.map((one) => one.since).sort((a, b) => a - b);
      const since = came[mostUnderOne] ?? 0;
      return [
        { about: director, since, amberAt: since, redAt: came[farTooMany] ?? Number.POSITIVE_INFINITY },
      ];
    });
  },
  tell: (active) => ({
    why: `More than ${mostUnderOne} people report to ${names(active)}.`,
    propose: 'Open workstreams, each with a lead who reports.',
  }),
  well(state) {
    const n = here(state).length;
    const people = n === 1 ? 'One person works' : `${n} people work`;
    return { why: `${n === 0 ? 'Nobody works' : people} on it.`, propose: splitFor(state, n) };
  },
};

/** Merge early, split as people join: at four, seven and ten (R75). */
function splitFor({ roles: held, commander }: IncidentState, n: number): string {
  const isFree = (role: string) => held[role] === undefined || held[role] === commander;
  if (n >= 10 && isFree('planning')) return 'So many need somebody who plans: relief, later work, logistics.';
  if (n >= 7 && isFree('operations')) return 'Let somebody lead those who change the systems.';
  if (n >= 4 && isFree('communications')) return 'Let somebody else tell the others.';
  return '';
}

/** To whom somebody answers: leads to the commander, the others to their workstream's lead or to operations. */
function directorOf(state: IncidentState, person: string): string | null {
  const { commander, assignments, tasks } = state;
  const mine = assignments.flatMap((one) => (one.person === person && one.until === null ? one.role : []));
  const streams = state.streams.filter((one) => one.closedAt === null);
  if (person === commander || (mine.length > 0 && mine.every((role) => role === 'observer'))) return null;
  if (mine.some((role) => role !== 'expert' && role !== 'observer')) return commander;
  const operations = state.roles.operations ?? commander;
  if (streams.some((one) => one.lead === person)) return operations;
  const led = tasks
    .filter((one) => one.state === 'open' && one.person === person)
    .flatMap((one) => streams.find((stream) => stream.id === one.stream)?.lead ?? []);
  return led[0] ?? operations;
}

/** Everybody has a task, a role, or is let go with thanks (R67). */
const idle: Look = {
  causes: (state) =>
    here(state)
      .filter((one) => !isBusy(state, one.person))
      .map((one) => causeFrom(lastBusy(state, one), one.person, [10, Number.POSITIVE_INFINITY])),
  tell: (active) => ({
    why: `${names(active)} ${active.length === 1 ? 'has' : 'have'} no task.`,
    propose: 'Give them a task, or let them go with thanks.',
  }),
  well: () => ({ why: 'Everybody knows their task.' }),
};

function isBusy(state: IncidentState, person: string): boolean {
  const isTheirs = (one: { person: string | null }) => one.person === person;
  return (
    state.assignments.some((one) => one.until === null && isTheirs(one)) ||
    state.tasks.some((one) => one.state === 'open' && isTheirs(one)) ||
    state.claims.some((one) => one.releasedAt === null && isTheirs(one)) ||
    state.streams.some((one) => one.closedAt === null && one.lead === person) ||
    state.open.some(isTheirs)
  );
}

function lastBusy({ tasks, assignments, claims }: IncidentState, { person, since }: Here): number {
  const ends = [
    ...tasks.filter((one) => one.person === person).map((one) => one.endedAt),
    ...assignments.filter((one) => one.person === person).map((one) => one.until),
    ...claims.filter((one) => one.person === person).map((one) => one.releasedAt),
  ];
  return Math.max(since, ...ends.flatMap((one) => (one === null ? [] : Date.parse(one))));
}

interface Here {
  person: string;
  since: number;
}

/** Whoever was asked and was not heard of yet is missing, which the roster tells. */
function here({ responders }: IncidentState): Here[] {
  return responders.flatMap(({ person, hereAt, releasedAt }) =>
    hereAt === null || releasedAt !== null ? [] : [{ person, since: Date.parse(hereAt) }],
  );
}

export const peopleLooks = { roles, span, idle };
