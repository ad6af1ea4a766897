/**
 * What makes each sign of the health strip amber and red: causes with the instants at which they count, so that a sign
 * can only get worse while nothing is done about it, and the server knows beforehand when it has to look again.
 */

import { type Cause, causeFrom, type Look, names, openSince } from './health-look.ts';
import { dueCauses, headsUpCauses } from './health-news.ts';
import { obligations } from './health-obligations.ts';
import { peopleLooks } from './health-people.ts';
import { watch } from './health-watch.ts';
import type { Task } from './state.ts';

export const signNames = [
  'command',
  'handoff',
  'updates',
  'impact',
  'containment',
  'watch',
  'silence',
  'tasks',
  'roles',
  'span',
  'idle',
  'claims',
  'tripwires',
  'reports',
  'replan',
  'obligations',
] as const;
export type SignName = (typeof signNames)[number];

const minute = 60_000;

/** A severity that wakes people bears two minutes without command, any other five, as the rota is called (R4). */
const command: Look = {
  causes(state) {
    const { commander, rule, assignments } = state;
    if (commander !== null || !rule.rolesRequired.includes('commander')) return [];
    const ends = assignments.flatMap((one) => (one.role === 'commander' ? Date.parse(one.until ?? '') : []));
    const since = Math.max(openSince(state), ...ends.filter(Number.isFinite));
    return [causeFrom(since, '', [0, rule.wakes ? 2 : 5])];
  },
  tell: () => ({ why: 'Nobody commands.', propose: 'Take command, or offer it to somebody.' }),
  well: ({ commander }) => ({
    why: commander ? `${commander} commands.` : 'This severity needs no commander.',
  }),
};

const handoff: Look = {
  causes: ({ handoffs }) =>
    handoffs
      .filter((one) => one.state === 'offered')
      .map((one) => causeFrom(Date.parse(one.offeredAt), one.to, [2, 5])),
  tell: (active) => ({
    why: `${names(active)} ${active.length === 1 ? 'has' : 'have'} not answered the handoff yet.`,
    propose: 'Call them, or offer it to somebody else.',
  }),
  well: () => ({ why: 'No handoff waits.' }),
};

/** A promise that has passed is red, the last quarter before it amber; the very first word is due in minutes (R53). */
const updates: Look = {
  causes: (state) => [...headsUpCauses(state, openSince(state)), ...dueCauses(state)],
  tell(active, now, { category }) {
    const late = active.filter((one) => one.redAt <= now && one.about !== '');
    const propose =
      category === 'paused' ? 'Say that it rests, and until when.' : 'Send one, be it “still working on it”.';
    if (late.length > 0) {
      const why = `${names(late)} ${late.length === 1 ? 'waits' : 'wait'} for news that were promised.`;
      return { why: upper(why), propose };
    }
    if (active.some((one) => one.about === ''))
      return { why: 'Nobody has been told yet.', propose: 'Send a heads-up. It needs no impact.' };
    return { why: `News for ${names(active)} are due soon.`, propose: 'Write it now.' };
  },
  well({ nextUpdates }, now) {
    const [first] = Object.entries(nextUpdates).sort(([, a], [, b]) => (a < b ? -1 : 1));
    if (!first) return { why: 'No news are promised.' };
    const left = Math.ceil((Date.parse(first[1]) - now) / minute);
    return { why: `Next news: ${first[0]}, in ${left} min.` };
  },
};

const impact: Look = {
  causes: (state) =>
    state.impact.length > 0
      ? []
      : [causeFrom(openSince(state), '', [state.rule.impactWithin, 2 * state.rule.impactWithin])],
  tell: () => ({ why: 'Nobody has said who is affected.', propose: 'State it, be it “unknown, checking”.' }),
  well: (state) => ({
    why: state.impact.length > 0 ? 'The impact is stated.' : 'The impact is not stated yet.',
  }),
};

/** First limit the damage, then look for causes (R2): an attempt, a decision or the next status shows that they do. */
const containment: Look = {
  causes(state) {
    const since = openSince(state);
    const steps = state.statuses.filter((one) => one.category === 'active' && Date.parse(one.from) >= since);
    const moments = [state.optionAt, state.times.contained, state.times.mitigated];
    const isListed = moments.some((one) => one && Date.parse(one) >= since);
    const isOver = state.impact.length > 0 && state.impact.every((one) => one.until !== null);
    if (isListed || isOver || new Set(steps.map((one) => one.status)).size > 1) return [];
    return [causeFrom(since, '', [15, 30])];
  },
  tell: () => ({
    why: 'No way to limit the damage is on record.',
    propose: 'Log what could hold it back: undo, scale, switch off. Decide on one.',
  }),
  well: (state) => ({
    why:
      containment.causes(state).length === 0
        ? 'There is a way to limit the damage.'
        : 'There is still time to find a way to limit the damage.',
  }),
};

const silence: Look = {
  causes: ({ activeAt, rule }) => [
    causeFrom(Date.parse(activeAt), '', [rule.silentAfter, 2 * rule.silentAfter]),
  ],
  tell: ([quiet], now) => ({
    why: `Nothing was written for ${Math.floor((now - (quiet?.since ?? now)) / minute)} min.`,
    propose: 'Write down what is being tried, and what was decided.',
  }),
  well: () => ({ why: 'The log is kept.' }),
};

const tasks: Look = {
  causes: ({ tasks: all }) => all.filter((one) => one.state === 'open').flatMap(taskCauses),
  tell(active) {
    const count = (about: string) => active.filter((one) => one.about === about).length;
    const [unowned, late] = [count('unowned'), count('late')];
    const parts = [
      ...(unowned > 0 ? [`${unowned} ${unowned === 1 ? 'task has' : 'tasks have'} nobody`] : []),
      ...(late > 0 ? [`${late} ${late === 1 ? 'task is' : 'tasks are'} past the agreed time`] : []),
    ];
    return { why: `${parts.join(', ')}.`, propose: 'Name one person for each, with minutes.' };
  },
  well: ({ tasks: all }) => ({ why: openText(all.filter((one) => one.state === 'open').length) }),
};

function taskCauses({ person, addedAt, dueAt }: Task): Cause[] {
  return [
    ...(person === null ? [causeFrom(Date.parse(addedAt), 'unowned', [5, 15])] : []),
    ...(dueAt === null ? [] : [causeFrom(Date.parse(dueAt), 'late', [0, 10])]),
  ];
}

/** Two who hold one system at once, and claims whose time is over. */
const claims: Look = {
  causes({ claims: all }) {
    const held = all.filter((one) => one.releasedAt === null);
    const over = held.map((one) =>
      causeFrom(Date.parse(one.until), `${one.person} still holds ${one.system}`, [0, 15]),
    );
    const pairs = held.flatMap((one, i) =>
      held.slice(i + 1).flatMap((other) => {
        const since = Math.max(Date.parse(one.from), Date.parse(other.from));
        const isShared = one.person !== other.person && systemKey(one.system) === systemKey(other.system);
        if (!isShared || since >= Math.min(Date.parse(one.until), Date.parse(other.until))) return [];
        const about = `${one.person} and ${other.person} change ${one.system} at once`;
        return [causeFrom(since, about, [0, 10])];
      }),
    );
    return [...pairs, ...over];
  },
  tell: (active) => ({
    why: `${active.map((one) => one.about).join('; ')}.`,
    propose: 'Ask whether it is done; extend it or release it.',
  }),
  well: () => ({ why: 'Nobody gets in the way of another.' }),
};

/** What was agreed for the moment that has come waits to be done; whoever has done it settles the line. */
const tripwires: Look = {
  causes: ({ open }) =>
    open.flatMap(({ trippedAt, text, step }) =>
      trippedAt === undefined ? [] : [causeFrom(Date.parse(trippedAt), step || text, [0, 10])],
    ),
  tell: (active) => ({
    why: active.length === 1 ? 'A tripwire has tripped.' : `${active.length} tripwires have tripped.`,
    propose: `Agreed for this: ${names(active)}. Do it, or say why not.`,
  }),
  well: () => ({ why: 'No tripwire has tripped.' }),
};

const reports: Look = {
  causes: ({ streams }) =>
    streams
      .filter((one) => one.closedAt === null)
      .flatMap(({ title, reportBy }) =>
        reportBy === null ? [] : [causeFrom(Date.parse(reportBy), title, [0, 10])],
      ),
  tell: (active) => ({
    why: `${names(active)}: the report is overdue.`,
    propose: 'Ask for condition, actions and needs.',
  }),
  well: () => ({ why: 'Workstreams report in time.' }),
};

const replan: Look = {
  causes(state) {
    const since = Math.max(Date.parse(state.replannedAt), openSince(state));
    return [causeFrom(since, '', [state.rule.replanEvery, 2 * state.rule.replanEvery])];
  },
  tell: ([plan], now) => ({
    why: `The plan was last looked at ${Math.floor((now - (plan?.since ?? now)) / minute)} min ago.`,
    propose: 'Is it still right? What else could be done?',
  }),
  well: () => ({ why: 'The plan was looked at lately.' }),
};

export const looks: Readonly<Record<SignName, Look>> = {
  command,
  handoff,
  updates,
  impact,
  containment,
  watch,
  silence,
  tasks,
  ...peopleLooks,
  claims,
  tripwires,
  reports,
  replan,
  obligations,
};

function systemKey(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function openText(n: number): string {
  return n === 0 ? 'No task is open.' : `${n} ${n === 1 ? 'task is' : 'tasks are'} open, each with somebody.`;
}

function upper(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
