import { urgencySchema } from '@muster/contract/oncall/definition';
import { notificationFailed, pageAcknowledged } from '@muster/contract/oncall/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { activePeople, knownPeople, membersOf } from '../../catalog/index.ts';
import { acknowledgeGroups, closeGroups, unacknowledgeGroups } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { type Action, action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { deliveriesOf } from '../../platform/delivery/store.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { groupsSharing } from '../arrival/store.ts';
import { canaryPerson } from '../canary/model.ts';
import { rulesOf } from '../contact/store.ts';
import { holdCommands } from '../hold/store.ts';
import { isLate } from '../late/model.ts';
import {
  type Queued,
  queueFresh,
  queueNotifications,
  takeBackNotifications,
} from '../notification/actions.ts';
import { peopleMissed } from '../notification/model.ts';
import { loadPolicies, lockRings, ringKey, saveRing } from '../policy/store.ts';
import { onCallAt } from '../schedule/model.ts';
import { loadSchedules } from '../schedule/store.ts';
import { decide } from './decide.ts';
import type { Command, RunPolicy } from './model.ts';
import { cancelsQueued, newPage, type Opening, openingCommand, pageAfter, standing } from './outcome.ts';
import {
  appendLog,
  type LogRow,
  latestTests,
  lockDuePages,
  lockOpenPagesOf,
  lockPage,
  lockPages,
  nextPageDue,
  type Page,
  savePages,
} from './store.ts';
import { testTitle, waitForTest } from './test-page.ts';
import { namesIn, peopleIn, worldOf } from './world.ts';

export const pagesSweep = 'oncall.pages';

const sweepAtOnce = 100;

/** A page, and what is to happen to it. A new page has not been decided yet. */
interface Turn {
  page: Page;
  isNew: boolean;
  command: Command;
}

/** Pages oneself, by one's own rules. */
export const sendTestPage = action(
  { name: 'oncall.sendTestPage', who: 'responder', input: z.strictObject({}) },
  async (act): Promise<{ id: string }> => {
    const me = actorName(act.caller.actor);
    const retryAfter = waitForTest(await latestTests(act.tx, me, act.now), act.now);
    if (retryAfter > 0)
      throw new Refusal('limit', 'That was enough testing; wait some minutes.', [], { retryAfter });
    return openOne(act, {
      title: testTitle,
      urgency: 'high',
      groupId: null,
      acceptedAt: null,
      ...(await directly(act, [me])),
    });
  },
);

const onPage = { id: z.string() };

export const acknowledgePage = humanCommand('acknowledgePage', z.strictObject(onPage), (by) => ({
  do: 'acknowledge',
  by,
}));
/**
 * By an answer from outside, such as a link, a text message or a key: whoever was first has it, and the same person's
 * other answers, which may arrive together, change nothing.
 */
export const acknowledgeFirst = action(
  { name: 'oncall.acknowledgePage', who: 'responder', input: z.strictObject(onPage) },
  async (act, { id }) => {
    const page = await pageOf(act, id);
    if (page.run.state !== 'triggered') return;
    await carryOut(act, page, { do: 'acknowledge', by: actorName(act.caller.actor) });
  },
);
export const unacknowledgePage = humanCommand('unacknowledgePage', z.strictObject(onPage), (by) => ({
  do: 'unacknowledge',
  by,
}));
export const resolvePage = humanCommand('resolvePage', z.strictObject(onPage), (by) => ({
  do: 'resolve',
  by,
}));
export const escalatePage = humanCommand(
  'escalatePage',
  z.strictObject({ ...onPage, toStep: z.int().min(1).max(1_000).optional() }),
  (by, { toStep }) => ({ do: 'escalate', by, toStep }),
);
export const snoozePage = humanCommand(
  'snoozePage',
  z.strictObject({ ...onPage, minutes: z.int().min(1).max(10_080) }),
  (by, { minutes }, now) => ({ do: 'snooze', by, until: now.add({ minutes }) }),
);
export const changeUrgency = humanCommand(
  'changeUrgency',
  z.strictObject({ ...onPage, urgency: urgencySchema }),
  (by, { urgency }) => ({ do: 'setUrgency', by, urgency }),
);

export const reassignPage = action(
  {
    name: 'oncall.reassignPage',
    who: 'responder',
    input: z.strictObject({
      ...onPage,
      users: z.array(name).min(1).max(50).optional(),
      policy: name.optional(),
    }),
  },
  async (act, { id, users, policy }) => {
    const by = actorName(act.caller.actor);
    const page = await pageOf(act, id);
    if (users) await refuseUnknown(act, users, '/users');
    const command: Command = users
      ? { do: 'reassign', by, users }
      : { do: 'reassign', by, policy: await policyNamed(act, policy ?? '') };
    await carryOut(act, page, command);
  },
);

/** Carries out what is due on the pages whose time has come, or on these. Answers how many there were. */
export async function tickDuePages(act: Act, ids?: readonly string[]): Promise<number> {
  const due = await (ids ? lockPages(act.tx, ids) : lockDuePages(act.tx, act.now, sweepAtOnce));
  for (const page of due) {
    const late = page.dueAt ? act.now.since(page.dueAt).total('seconds') : 0;
    act.platform.metrics.sweepLateness.observe({ sweep: pagesSweep }, late);
  }
  const late = new Set(
    due.flatMap((page) =>
      isLate({ dueAt: page.dueAt, urgency: page.run.urgency }, act.now) ? [page.id] : [],
    ),
  );
  const commands = await holdCommands(act.tx, due, act.now);
  const after = await decideAll(
    act,
    due.map((page) => ({ page, isNew: false, command: commands.get(page.id) ?? { do: 'tick' } })),
    (notifies) => queueFresh(act, notifies, { late, isBacklog: due.length === sweepAtOnce }),
  );
  for (const [i, page] of due.entries())
    if (after[i]?.run.state !== page.run.state) await tellAlerts(act, page, after[i]);
  return due.length;
}

/** Somebody has left: none of the open pages waits for them any longer. Within the caller's transaction. */
export async function passBy(act: Act, person: string): Promise<void> {
  const pages = await lockOpenPagesOf(act.tx, person);
  const command: Command = { do: 'leave', person };
  const after = await decideAll(
    act,
    pages.map((page) => ({ page, isNew: false, command })),
  );
  for (const [i, page] of pages.entries())
    if (after[i]?.run.state !== page.run.state) await tellAlerts(act, page, after[i]);
}

/** What these pages were for is over, whoever has them. Within the caller's transaction; those that ended stay. */
export async function endPages(act: Act, ids: readonly string[]): Promise<void> {
  for (const id of ids.toSorted()) {
    const page = await lockPage(act.tx, id);
    if (page && page.run.state !== 'resolved') await carryOut(act, page, { do: 'clear' });
  }
}

/** A page to these people, as if made by hand. Within the caller's transaction. */
export async function pagePeople(
  act: Act,
  people: readonly string[],
  { title, urgency }: Pick<Opening, 'title' | 'urgency'>,
): Promise<{ id: string }> {
  return openOne(act, { title, urgency, groupId: null, acceptedAt: null, ...(await directly(act, people)) });
}

/**
 * Messages that will not get through: the next rule of whoever they were for runs at once, and somebody who has none left
 * is passed by, when nobody else of the step was reached.
 */
export async function followFailures(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const failed = Map.groupBy(
    events.filter(notificationFailed.is).map((event) => event.payload),
    ({ page }) => page,
  );
  for (const [id, theirs] of [...failed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const page = await lockPage(act.tx, id);
    if (page?.run.state !== 'triggered') continue;
    const hasten: Command = { do: 'hasten', people: theirs.map(({ person }) => person) };
    const [hastened] = await decideAll(act, [{ page, isNew: false, command: hasten }]);
    const people = peopleMissed(await deliveriesOf(act.tx, 'page', [id]));
    if (hastened) await decideAll(act, [{ page: hastened, isNew: false, command: { do: 'miss', people } }]);
  }
}

export function nextTickAt(db: Query): Promise<Temporal.Instant | null> {
  return nextPageDue(db);
}

/** Makes a human command an action: any responder may, and it happens as of the action's one instant. */
function humanCommand<Schema extends z.ZodType<{ id: string }>>(
  verb: string,
  input: Schema,
  commandOf: (by: string, given: z.output<Schema>, now: Temporal.Instant) => Command,
): Action<z.input<Schema>, void> {
  return action({ name: `oncall.${verb}`, who: 'responder', input }, async (act, given) => {
    await carryOut(act, await pageOf(act, given.id), commandOf(actorName(act.caller.actor), given, act.now));
  });
}

async function pageOf(act: Act, id: string): Promise<Page> {
  const page = isId(id) ? await lockPage(act.tx, id) : undefined;
  if (!page) throw notFound('page');
  return page;
}

/** A person's command; what it means for the alerts behind the page is told to the left at once. */
async function carryOut(act: Act, page: Page, command: Command): Promise<void> {
  const [after] = await decideAll(act, [{ page, isNew: false, command }]);
  act.record(`page:${page.id}`, {
    command: command.do,
    before: standing(page),
    ...(after ? { after: standing(after) } : {}),
  });
  if (after?.run.state === 'acknowledged' && page.run.state !== 'acknowledged')
    act.publish(pageAcknowledged(page.id, { page: page.id }));
  await tellAlerts(act, page, after);
}

/** What became of a page holds for the alerts behind it: somebody has them, nobody has them, they are over. */
async function tellAlerts(act: Act, { id, groupId, run }: Page, after: Page | undefined): Promise<void> {
  if (!after) return;
  const groups = groupId === null ? await groupsSharing(act.tx, id) : [groupId];
  if (groups.length === 0) return;
  if (after.run.state === 'resolved') await closeGroups(act, groups);
  else if (after.run.state === 'acknowledged') await acknowledgeGroups(act, groups);
  else if (run.state === 'acknowledged') await unacknowledgeGroups(act, groups);
}

/** Opens a page. Within the caller's transaction. Answers whom its first step called. */
export async function openOne(
  act: Act,
  opening: Opening,
): Promise<{ id: string; called: readonly string[] }> {
  const [page] = await openPages(act, [opening]);
  if (!page) throw new Error('a page that was opened is missing');
  act.record(`page:${page.id}`, {
    after: {
      title: opening.title,
      service: opening.service,
      policy: opening.policy.name,
      assigned: page.run.assigned,
    },
  });
  return { id: page.id, called: page.run.recipients ?? [] };
}

/** Opens pages, each with its first notifications. Within the caller's transaction. */
export function openPages(act: Act, openings: readonly Opening[]): Promise<Page[]> {
  return decideAll(
    act,
    openings.map((opening) => {
      const page = newPage(act.newId(), opening, act.now);
      return { page, isNew: true, command: openingCommand(opening) };
    }),
  );
}

/** Decides a batch and keeps everything that follows. Answers the pages as they are then. */
export async function decideAll(
  act: Act,
  turns: readonly Turn[],
  queue = (notifies: readonly Queued[]) => queueNotifications(act, notifies),
): Promise<Page[]> {
  if (turns.length === 0) return [];
  const { world, rings } = await fetchWorld(act, turns);
  const pages: Page[] = [];
  const log: LogRow[] = [];
  const notifies: Queued[] = [];
  for (const { page, isNew, command } of turns) {
    const decision = decide(isNew ? null : page.run, command, world, act.now);
    const after = pageAfter(page, decision, act.now);
    pages.push(after);
    log.push(...decision.log.map(({ at, ...entry }) => ({ pageId: page.id, at, entry })));
    notifies.push(...decision.notify.map((notify) => ({ page: after, notify })));
    for (const ring of decision.rings) {
      rings.set(ringKey(ring.policy, ring.step), ring.position);
      await saveRing(act.tx, ring);
    }
    if (cancelsQueued(decision.log)) await takeBackNotifications(act, after);
  }
  savePages(act.tx, pages);
  appendLog(act.tx, log);
  await queue(notifies);
  act.hint('pages', ...pages.map((page) => `page:${page.id}`));
  for (const { dueAt } of pages) if (dueAt !== null) act.poke(pagesSweep, dueAt);
  return pages;
}

/** Fetches, for a whole batch at once, whatever its decisions may look up. */
async function fetchWorld(act: Act, turns: readonly Turn[]) {
  const policies = turns.flatMap(({ page, command }) =>
    'policy' in command ? [page.run.policy, command.policy] : [page.run.policy],
  );
  const names = namesIn(policies);
  const schedules = await loadSchedules(act.tx, names.schedules, act.now);
  const teams = names.teams.length === 0 ? new Map<string, string[]>() : await membersOf(act.tx, names.teams);
  const people = [
    ...names.users,
    ...[...teams.values()].flat(),
    ...[...schedules.values()].flatMap((schedule) => onCallAt(schedule, act.now)),
    ...turns.flatMap(({ page, command }) => [
      ...peopleIn(page.run),
      ...('person' in command ? [command.person] : []),
      ...('users' in command ? command.users : []),
    ]),
  ];
  const rings = names.rings.length === 0 ? new Map<string, number>() : await lockRings(act.tx, names.rings);
  const [rules, active] = await Promise.all([
    rulesOf(act.tx, [...new Set(people)]),
    activePeople(act.tx, [...new Set(people)]),
  ]);
  const left = new Set(people.filter((person) => !active.has(person) && person !== canaryPerson));
  return { world: worldOf({ schedules, teams, rules, rings, left }, ringKey), rings };
}

/** The policy as a run keeps it; refuses (invalid) one that does not exist. */
export async function policyNamed(act: Act, policy: string): Promise<RunPolicy> {
  const found = (await loadPolicies(act.tx, [policy])).get(policy);
  if (!found)
    throw new Refusal('invalid', 'This policy does not exist.', [
      { pointer: '/policy', message: 'is not a policy' },
    ]);
  return { name: policy, ...found };
}

/** What opens a page to these people; refuses (invalid) unknown ones and who has left. */
export async function directly(act: Act, people: readonly string[]) {
  await refuseUnknown(act, people, '/people');
  const policy: RunPolicy = {
    name: 'direct',
    repeat: 0,
    steps: [{ escalateAfter: 30, targets: people.map((user) => ({ user })) }],
  };
  return { service: null, policy, paging: {} };
}

async function refuseUnknown(act: Act, people: readonly string[], pointer: string): Promise<void> {
  const [known, active] = [await knownPeople(act.tx, people), await activePeople(act.tx, people)];
  const errors = people.flatMap((person, i) => {
    if (active.has(person)) return [];
    const message = known.has(person) ? `${person} has left` : `there is no person "${person}"`;
    return [{ pointer: `${pointer}/${i}`, message }];
  });
  if (errors.length > 0) throw new Refusal('invalid', 'Some of these people cannot be called.', errors);
}
