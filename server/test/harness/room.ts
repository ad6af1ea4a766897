/** The response to an incident, as those who take part do it: every act through the API, each in somebody's name. */
import { approveUpdate, createUpdate, listUpdates } from '@muster/contract/inform/updates';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { addEntry, settleEntry } from '@muster/contract/respond/entries';
import { acceptHandoff, offerHandoff } from '@muster/contract/respond/handoffs';
import { healthOf, type Sign } from '@muster/contract/respond/health';
import { changeImpact, stateImpact } from '@muster/contract/respond/impacts';
import * as incidents from '@muster/contract/respond/incidents';
import { takeRole } from '@muster/contract/respond/roles';
import { askResponders, joinIncident } from '@muster/contract/respond/roster';
import type { Audience } from '@muster/contract/respond/settings';
import type { Entry, Handoff } from '@muster/contract/respond/state';
import { acceptTask, addTask, endTask } from '@muster/contract/respond/tasks';
import { wireTime } from '../../src/platform/wire-time.ts';
import type { World } from './world.ts';

type Incident = incidents.Incident;
type Done = Promise<Incident>;

/** What one person does in the incident. Each answers the incident as it stands then. */
export interface Hand {
  writes(line: BodyOf<typeof addEntry>): Promise<Entry>;
  settles(line: Pick<Entry, 'id'>, how: BodyOf<typeof settleEntry>): Done;
  changes(what: BodyOf<typeof incidents.changeIncident>): Done;
  takes(role: string, person?: string): Done;
  asks(whom: BodyOf<typeof askResponders>): Done;
  joins(): Done;
  offers(given: BodyOf<typeof offerHandoff>): Promise<Handoff>;
  accepts(offer: Pick<Handoff, 'id'>, said: BodyOf<typeof acceptHandoff>): Done;
  states(impact: BodyOf<typeof stateImpact>): Done;
  revises(impact: { id: string }, given: BodyOf<typeof changeImpact>): Done;
  gives(task: BodyOf<typeof addTask>): Promise<{ id: string }>;
  hasIt(task: { id: string }): Done;
  ends(task: { id: string }, how: BodyOf<typeof endTask>): Done;
  /** Sends news. */
  tells(news: Omit<BodyOf<typeof createUpdate>, 'publish'>): Promise<void>;
  /** Says yes to the news that wait for this audience. */
  approves(audience: Audience): Promise<void>;
  resolves(text: string): Done;
}

export interface Room {
  ref: string;
  /** As it stands, or as it was. */
  seen(at?: string): Done;
  /** The signs of the strip that are red, or were, in the order in which they stand there. */
  red(at?: string): Promise<Pick<Sign, 'name' | 'why' | 'since'>[]>;
  by(person: string): Hand;
}

/** Declares in somebody's name. */
export async function declare(
  world: World,
  person: string,
  body: BodyOf<typeof incidents.declareIncident>,
): Promise<Room> {
  const call = await world.as(person).client();
  const { ref } = await call(incidents.declareIncident, { body });
  await world.settle();
  return roomOf(world, ref);
}

export function roomOf(world: World, ref: string): Room {
  const params = { ref };
  const seen = (at?: string) =>
    world.admin(incidents.getIncident, { params, ...(at === undefined ? {} : { query: { at } }) });
  return {
    ref,
    seen,
    async red(at) {
      const { signs } = healthOf(await seen(at), at ?? wireTime(world.now()));
      const red = signs.filter((one) => one.level === 'red');
      return red.map(({ name, why, since }) => ({ name, why, since }));
    },
    by: (person) => handOf(world, person, ref),
  };
}

function handOf(world: World, person: string, ref: string): Hand {
  const params = { ref };
  const does = async <T>(act: (call: World['admin']) => Promise<T>): Promise<T> => {
    const done = await act(await world.as(person).client());
    await world.settle();
    return done;
  };
  return {
    async writes(body) {
      const { entries } = await does((call) => call(addEntry, { params, body }));
      return latest(entries.filter((one) => one.text === body.text));
    },
    settles: ({ id }, body) => does((call) => call(settleEntry, { params: { ref, id }, body })),
    changes: (body) => does((call) => call(incidents.changeIncident, { params, body })),
    takes: (role, whom = 'me') => does((call) => call(takeRole, { params, body: { role, person: whom } })),
    asks: (body) => does((call) => call(askResponders, { params, body })),
    joins: () => does((call) => call(joinIncident, { params })),
    async offers(body) {
      const { handoffs } = await does((call) => call(offerHandoff, { params, body }));
      return latest(handoffs.filter((one) => one.state === 'offered').toReversed());
    },
    accepts: ({ id }, body) => does((call) => call(acceptHandoff, { params: { ref, id }, body })),
    states: (body) => does((call) => call(stateImpact, { params, body })),
    revises: ({ id }, body) => does((call) => call(changeImpact, { params: { ref, id }, body })),
    async gives(body) {
      const { tasks } = await does((call) => call(addTask, { params, body }));
      return latest(tasks.toReversed());
    },
    hasIt: ({ id }) => does((call) => call(acceptTask, { params: { ref, id } })),
    ends: ({ id }, body) => does((call) => call(endTask, { params: { ref, id }, body })),
    async tells(news) {
      await does((call) => call(createUpdate, { params, body: { ...news, publish: true } }));
    },
    async approves(audience) {
      const { waiting } = await does((call) => call(listUpdates, { params }));
      const { id = '' } = waiting.find((one) => one.audience === audience) ?? {};
      await does((call) => call(approveUpdate, { params: { ref, audience }, body: { id } }));
    },
    resolves: (text) => does((call) => call(incidents.resolveIncident, { params, body: { text } })),
  };
}

/** The first of a list whose newest comes first. */
function latest<T>(newestFirst: readonly T[]): T {
  const [found] = newestFirst;
  if (!found) throw new Error('what was just made is not there');
  return found;
}
