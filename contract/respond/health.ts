/**
 * The health strip (R39): how well the response itself goes, worked out from the record and the time alone, so that
 * the server and every browser say the same. Each sign says why, since when, and what would help. A sign lasts exactly
 * as long as its cause. It proposes; it never acts.
 */
import type { Audience } from './settings.ts';
import type { IncidentState } from './state.ts';

export const levels = ['ok', 'amber', 'red'] as const;
export type Level = (typeof levels)[number];

export const signNames = [
  'command',
  'handoff',
  'updates',
  'impact',
  'silence',
  'tasks',
  'roles',
  'span',
  'idle',
  'claims',
  'reports',
  'replan',
] as const;
export type SignName = (typeof signNames)[number];

export interface Sign {
  name: SignName;
  level: Level;
  /** Since when its cause has lasted; null where all is well. */
  since: string | null;
  why: string;
  /** What would help; empty where all is well. */
  propose: string;
}

export interface Health {
  level: Level;
  signs: Sign[];
}

type Told = Omit<Sign, 'name'>;
type Look = (state: IncidentState, now: number) => Told;

const minute = 60_000;

/** Signs of a response that goes on, worst first; none when it is paused or over. `now` is a wire time. */
export function healthOf(state: IncidentState, now: string): Health {
  if (state.category !== 'triage' && state.category !== 'active') return { level: 'ok', signs: [] };
  const at = Date.parse(now);
  const signs = signNames.map((name) => ({ name, ...looks[name](state, at) }));
  signs.sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
  return { level: signs[0]?.level ?? 'ok', signs };
}

const looks: Readonly<Record<SignName, Look>> = {
  command,
  handoff,
  updates,
  impact,
  silence,
  tasks,
  roles,
  span,
  idle,
  claims,
  reports,
  replan,
};

/** Nobody commands: a severity that wakes people bears two minutes of it, any other five (R4). */
function command({ commander, assignments, declaredAt, rule }: IncidentState, now: number): Told {
  if (commander !== null) return well(`${commander} commands.`);
  const ends = assignments.flatMap((one) => (one.role === 'commander' ? (one.until ?? []) : []));
  const since = ends.sort().at(-1) ?? declaredAt;
  const level = now - Date.parse(since) >= (rule.wakes ? 2 : 5) * minute ? 'red' : 'amber';
  return { level, since, why: 'Nobody commands.', propose: 'Take command, or offer it to somebody.' };
}

function handoff({ handoffs }: IncidentState, now: number): Told {
  const offered = handoffs.find((one) => one.state === 'offered');
  if (!offered) return well('No handoff waits.');
  const level = now - Date.parse(offered.offeredAt) >= 5 * minute ? 'red' : 'amber';
  const why = `${offered.to} has not answered the handoff yet.`;
  return { level, since: offered.offeredAt, why, propose: 'Call them, or offer it to somebody else.' };
}

/** A promised time that has passed is red; the last quarter before it is amber. */
function updates({ nextUpdates, updates: last, declaredAt }: IncidentState, now: number): Told {
  const promised = Object.entries(nextUpdates).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  const [first] = promised;
  if (!first) return well('No news are promised.');
  const [audience, dueAt] = first;
  const since = last[asAudience(audience)]?.at ?? declaredAt;
  const left = Date.parse(dueAt) - now;
  if (left <= 0) {
    const late = promised.filter(([, due]) => Date.parse(due) <= now).map(([name]) => name);
    const why = `${list(late)} wait${late.length === 1 ? 's' : ''} for news that were promised.`;
    return {
      level: 'red',
      since: dueAt,
      why: upper(why),
      propose: 'Send an update, be it “still working on it”.',
    };
  }
  const soon = left <= (Date.parse(dueAt) - Date.parse(since)) / 4;
  if (!soon) return well(`Next news: ${audience}, in ${Math.ceil(left / minute)} min.`);
  const why = `News for ${audience} are due in ${Math.ceil(left / minute)} min.`;
  return { level: 'amber', since: dueAt, why, propose: 'Write it now.' };
}

/** The keys of `updates` and `nextUpdates` are audiences by their schema. */
function asAudience(text: string): Audience {
  return text as Audience;
}

function impact({ impact: stated, declaredAt, rule }: IncidentState, now: number): Told {
  if (stated.length > 0) return well('The impact is stated.');
  const left = Date.parse(declaredAt) + rule.impactWithin * minute - now;
  if (left > 0) return well('The impact is not stated yet.');
  const level = left <= -rule.impactWithin * minute ? 'red' : 'amber';
  const since = new Date(Date.parse(declaredAt) + rule.impactWithin * minute).toISOString();
  return {
    level,
    since,
    why: 'Nobody has said who is affected.',
    propose: 'State it, be it “unknown, checking”.',
  };
}

function silence({ activeAt, rule }: IncidentState, now: number): Told {
  const quiet = (now - Date.parse(activeAt)) / minute;
  if (quiet < rule.silentAfter) return well('The log is kept.');
  const level = quiet >= 2 * rule.silentAfter ? 'red' : 'amber';
  const why = `Nothing was written for ${Math.floor(quiet)} min.`;
  return { level, since: activeAt, why, propose: 'Write down what is being tried, and what was decided.' };
}

function tasks({ tasks: all }: IncidentState, now: number): Told {
  const open = all.filter((one) => one.state === 'open');
  const unowned = open.filter((one) => one.person === null);
  const late = open.filter((one) => one.dueAt !== null && Date.parse(one.dueAt) <= now);
  const oldest = unowned.map((one) => one.addedAt).sort()[0];
  const latest = late.flatMap((one) => one.dueAt ?? []).sort()[0];
  const waited = oldest === undefined ? 0 : now - Date.parse(oldest);
  const passed = latest === undefined ? 0 : now - Date.parse(latest);
  if (waited < 5 * minute && late.length === 0) return well(`${open.length} tasks open, each with somebody.`);
  const level = waited >= 15 * minute || passed >= 10 * minute ? 'red' : 'amber';
  const parts = [
    ...(waited >= 5 * minute
      ? [`${unowned.length} ${unowned.length === 1 ? 'task has' : 'tasks have'} nobody`]
      : []),
    ...(late.length > 0 ? [`${late.length} ${late.length === 1 ? 'is' : 'are'} past the agreed time`] : []),
  ];
  const since = [oldest, latest].flatMap((one) => one ?? []).sort()[0] ?? null;
  return { level, since, why: `${parts.join(', ')}.`, propose: 'Name one person for each, with minutes.' };
}

/** Above the least severity one person does not command and operate, or command and communicate (R16, R71). */
function roles({ roles: held, assignments, rule, commander }: IncidentState, now: number): Told {
  const doubled = ['operations', 'communications'].filter(
    (role) => commander !== null && held[role] === commander && rule.rolesRequired.includes(role),
  );
  const left = rule.rolesRequired.filter((role) => role !== 'commander' && !(role in held));
  if (commander === null || (doubled.length === 0 && left.length === 0))
    return well('Each role has its own person.');
  const starts = assignments
    .filter((one) => one.until === null && one.person === commander)
    .map((one) => one.from)
    .sort();
  const since = starts.at(-1) ?? null;
  const level = since !== null && now - Date.parse(since) >= 10 * minute ? 'red' : 'amber';
  const why = `${commander} also does ${list([...doubled, ...left])}.`;
  return { level, since, why, propose: `Give ${list([...doubled, ...left])} to somebody else.` };
}

/** More than seven who answer to one person (R75, P9). Those in a workstream answer to its lead. */
function span(state: IncidentState): Told {
  const active = state.responders.filter((one) => one.releasedAt === null);
  const leads = new Set(
    state.streams.filter((one) => one.closedAt === null).flatMap((one) => one.lead ?? []),
  );
  const open = new Set(state.streams.filter((one) => one.closedAt === null).map((one) => one.id));
  const led = new Set(
    state.tasks
      .filter((one) => one.state === 'open' && one.stream !== null && open.has(one.stream))
      .flatMap((one) => one.person ?? []),
  );
  const direct = active.filter(
    (one) => one.person !== state.commander && (leads.has(one.person) || !led.has(one.person)),
  );
  if (direct.length <= 7) return well(`${direct.length} people report to the commander.`);
  const since = direct.map((one) => one.joinedAt).sort()[7] ?? null;
  const level = direct.length > 10 ? 'red' : 'amber';
  const why = `${direct.length} people report to one.`;
  return { level, since, why, propose: 'Open workstreams, each with a lead who reports.' };
}

/** Everybody has a task, a role, or is let go (R67). */
function idle(state: IncidentState, now: number): Told {
  const holders = new Set(state.assignments.filter((one) => one.until === null).map((one) => one.person));
  const tasked = new Set(
    state.tasks.filter((one) => one.state === 'open').flatMap((one) => one.person ?? []),
  );
  const leads = new Set(
    state.streams.filter((one) => one.closedAt === null).flatMap((one) => one.lead ?? []),
  );
  const waiting = state.responders.filter(
    ({ releasedAt, person, joinedAt }) =>
      releasedAt === null &&
      !holders.has(person) &&
      !tasked.has(person) &&
      !leads.has(person) &&
      now - Date.parse(joinedAt) >= 10 * minute,
  );
  if (waiting.length === 0) return well('Everybody knows their task.');
  const why = `${list(waiting.map((one) => one.person))} ${waiting.length === 1 ? 'has' : 'have'} no task.`;
  const since = waiting.map((one) => one.joinedAt).sort()[0] ?? null;
  return { level: 'amber', since, why, propose: 'Give them a task, or let them go with thanks.' };
}

function claims({ claims: all }: IncidentState, now: number): Told {
  const over = all.filter((one) => one.releasedAt === null && Date.parse(one.until) <= now);
  const [first] = over;
  if (!first) return well('No claim on a system has run out.');
  const why = `${first.person} still holds ${first.system}.`;
  return {
    level: 'amber',
    since: first.until,
    why,
    propose: 'Ask whether it is done; extend or release it.',
  };
}

function reports({ streams }: IncidentState, now: number): Told {
  const late = streams.filter(
    (one) => one.closedAt === null && one.reportBy !== null && Date.parse(one.reportBy) <= now,
  );
  const since = late.flatMap((one) => one.reportBy ?? []).sort()[0];
  if (since === undefined) return well('Workstreams report in time.');
  const level = now - Date.parse(since) >= 10 * minute ? 'red' : 'amber';
  const why = `${list(late.map((one) => one.title))}: the report is overdue.`;
  return { level, since, why, propose: 'Ask for condition, actions and needs.' };
}

function replan({ replannedAt, rule }: IncidentState, now: number): Told {
  const passed = (now - Date.parse(replannedAt)) / minute;
  if (passed < rule.replanEvery) return well('The plan was looked at lately.');
  const level = passed >= 2 * rule.replanEvery ? 'red' : 'amber';
  const why = `The plan was last looked at ${Math.floor(passed)} min ago.`;
  return { level, since: replannedAt, why, propose: 'Is it still right? What else could be done?' };
}

function well(why: string): Told {
  return { level: 'ok', since: null, why, propose: '' };
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function upper(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
