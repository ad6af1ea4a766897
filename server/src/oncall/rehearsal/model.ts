/**
 * The rehearsal: what would a night of alerts do to these policies? A script of events runs through the
 * very `decide` that pages people, for several pages that share schedules, teams and round-robin rings, and
 * yields the notifications and where each page stands at the end. Pure; nobody is paged.
 *
 * Time goes from due instant to due instant. Within one instant the order is E14: the script's events, then
 * phase by phase across all pages, each in the order in which they opened. An event that a page refuses, or
 * that names no page, is ignored, as the conformance page asks.
 */
import type { Schedule, Urgency } from '@muster/contract/oncall/definition';
import type {
  RehearsalEvent,
  RehearsalFinal,
  RehearsalInput,
  RehearsalNotification,
  RehearsalOutput,
  RehearsalWorld,
} from '@muster/contract/oncall/rehearsal';
import { Refusal } from '../../platform/refusal.ts';
import { peopleMissed } from '../notification/model.ts';
import { apply } from '../page/decide.ts';
import type { LogEntry } from '../page/log.ts';
import {
  type Command,
  escalationOf,
  type HeldBy,
  type Notify,
  nextDueAt,
  type PageRun,
  type RunPolicy,
  stamp,
  type World,
} from '../page/model.ts';
import { onCallAt } from '../schedule/model.ts';

const MS_PER_MINUTE = 60_000;

/** A small input can ask for millions of notifications; nobody reads them, and others wait for the server. */
const MOST_COMMANDS = 100_000;
const MOST_NOTIFICATIONS = 50_000;

/** What a rehearsal in place knows beyond the conformance format; the vectors have none of it. */
export interface Circumstances {
  readonly ringPosition: (policy: string, step: number) => number;
  readonly hasLeft: (person: string) => boolean;
  readonly quietUntil: NonNullable<World['quietUntil']>;
  /** Why a notification does not get through, or null. */
  readonly failure: (notify: Notify) => string | null;
}

/** A notification of the rehearsal, `t` minutes after `zero`, and why it did not get through. */
export interface Told extends Notify {
  readonly t: number;
  readonly incident: string;
  readonly problem: string | null;
}

/** A rehearsal with all that was decided on the way. */
export interface Story {
  readonly told: readonly Told[];
  readonly log: readonly (LogEntry & { readonly t: number })[];
  readonly urgency: Record<string, Urgency>;
  readonly final: Record<string, RehearsalFinal>;
}

/**
 * Runs the script up to `until` minutes after `zero`. The input must have passed the contract's schema.
 * Throws a Refusal (limit) when the rehearsal would grow beyond any use.
 */
export function rehearse(input: RehearsalInput): RehearsalOutput {
  const { told, final } = rehearseAt(input, plainly);
  const notifications = told.map(({ t, incident, person, via }) => ({ t, incident, user: person, via }));
  return { notifications: notifications.sort(inOrder), final };
}

const plainly: Circumstances = {
  ringPosition: () => 0,
  hasLeft: () => false,
  quietUntil: () => null,
  failure: () => null,
};

/** The same in an organisation as it is: whom nothing reaches is passed over, as a real page does it. */
export function rehearseAt(input: RehearsalInput, circumstances: Circumstances): Story {
  const stage = setStage(input, circumstances);
  const script = input.script.toSorted((a, b) => a.t - b.t);
  for (let t = 0; t <= input.until; t = nextMinute(stage, t, script[0])) {
    while (script[0]?.t === t) play(stage, script.shift(), t);
    do carryOutDue(stage, t);
    while (passOverMissed(stage, t));
  }
  const final = Object.fromEntries(stage.pages.map((page) => [page.name, finalOf(page.run)]));
  const urgency = Object.fromEntries(stage.pages.map(({ name, run }) => [name, run.urgency]));
  return { told: stage.told, log: stage.log, urgency, final };
}

function carryOutDue(stage: Stage, t: number): void {
  for (const phase of ['clocks', 'steps', 'notifications'] as const) {
    const due = stage.pages.filter((page) => page.due <= t);
    for (const page of due) obey(stage, page, { do: 'tick', phase }, t);
  }
}

/** Whether a page went on at once because nothing had got through to anybody of its step. */
function passOverMissed(stage: Stage, t: number): boolean {
  const failed = stage.told.filter((one) => one.t === t && one.problem !== null);
  for (const name of new Set(failed.map(({ incident }) => incident))) {
    const page = stage.pages.find((one) => one.name === name);
    const mine = stage.told.filter(({ incident }) => incident === name);
    const people = peopleMissed(
      mine.map(({ person, problem }) => ({ person, state: problem === null ? 'delivered' : 'failed' })),
    );
    if (page) obey(stage, page, { do: 'miss', people }, t);
  }
  return stage.pages.some((page) => page.due <= t);
}

interface Page {
  readonly name: string;
  readonly service: string;
  readonly key: string | undefined;
  run: PageRun;
  /** The minute in which something is due, or Infinity. */
  due: number;
}

interface Stage {
  readonly input: RehearsalInput;
  readonly zero: number;
  readonly world: World;
  readonly pages: Page[];
  readonly circumstances: Circumstances;
  readonly told: Told[];
  readonly log: (LogEntry & { t: number })[];
  /** Services in maintenance, with its title where it has one. */
  readonly inMaintenance: Map<string, HeldBy | undefined>;
  readonly rings: Map<string, number>;
  /** Commands obeyed so far, ticks included. */
  commands: number;
}

function setStage(input: RehearsalInput, circumstances: Circumstances): Stage {
  const rings = new Map<string, number>();
  return {
    input,
    circumstances,
    zero: Temporal.Instant.from(input.zero).epochMilliseconds,
    world: worldOf(input.world, rings, circumstances),
    pages: [],
    told: [],
    log: [],
    inMaintenance: new Map(),
    rings,
    commands: 0,
  };
}

function worldOf(world: RehearsalWorld, rings: ReadonlyMap<string, number>, real: Circumstances): World {
  const schedules = new Map<string, Schedule>(Object.entries(world.schedules ?? {}));
  const teams = new Map(Object.entries(world.teams ?? {}));
  const users = new Map(Object.entries(world.users));
  return {
    onCall: (name, at) => {
      const schedule = schedules.get(name);
      return schedule ? onCallAt(schedule, at) : [];
    },
    teamMembers: (team) => teams.get(team) ?? [],
    hasLeft: real.hasLeft,
    quietUntil: real.quietUntil,
    rules: (person, urgency) => users.get(person)?.[urgency] ?? [],
    ringPosition: (policy, step) => rings.get(ringKey(policy, step)) ?? real.ringPosition(policy, step),
  };
}

function ringKey(policy: string, step: number): string {
  return JSON.stringify([policy, step]);
}

/** The next minute in which anything happens; Infinity when nothing is left. */
function nextMinute(stage: Stage, t: number, event: RehearsalEvent | undefined): number {
  let next = event?.t ?? Infinity;
  for (const { due } of stage.pages) next = Math.min(next, due);
  // What is due was carried out; a page that still claims an instant of the past would stop the clock.
  if (next <= t) throw new Error(`the rehearsal does not get past minute ${t}`);
  return next;
}

function dueMinute(stage: Stage, run: PageRun): number {
  const due = nextDueAt(run);
  return due === null ? Infinity : Math.ceil((due.epochMilliseconds - stage.zero) / MS_PER_MINUTE);
}

function play(stage: Stage, event: RehearsalEvent | undefined, t: number): void {
  if (event === undefined) return;
  switch (event.do) {
    case 'alert':
      playAlert(stage, event, t);
      return;
    case 'clear': {
      const page = openPage(stage, event.service, event.key);
      if (page) obey(stage, page, { do: 'clear' }, t);
      return;
    }
    case 'maintenance': {
      const heldBy = event.title === undefined ? undefined : { id: '', title: event.title, until: null };
      if (event.on) stage.inMaintenance.set(event.service, heldBy);
      else stage.inMaintenance.delete(event.service);
      const pages = stage.pages.filter(({ service }) => service === event.service);
      for (const page of pages) obey(stage, page, { do: 'maintenance', on: event.on, heldBy }, t);
      return;
    }
    default: {
      const page = stage.pages.find(({ name }) => name === event.incident);
      if (page) obey(stage, page, commandOf(stage, event, t), t);
    }
  }
}

/** E1: an alert with a key joins the unresolved page of its service and key; any other opens one. */
function playAlert(stage: Stage, event: Extract<RehearsalEvent, { do: 'alert' }>, t: number): void {
  const { service, key, urgency } = event;
  const known = key === undefined ? undefined : openPage(stage, service, key);
  if (known) {
    obey(stage, known, { do: 'groupedAlert', urgency }, t);
    return;
  }
  const settings = stage.input.world.services[service];
  if (settings === undefined) throw new Refusal('invalid', `No service is called "${service}".`);
  const { policy, ...paging } = settings;
  const maintenance = stage.inMaintenance.has(service);
  const heldBy = stage.inMaintenance.get(service);
  const started = policyOf(stage, policy);
  const command: Command = { do: 'open', policy: started, paging, urgency, maintenance, heldBy };
  const { run, rings, log } = apply(null, command, stage.world, instantAt(stage, t));
  moveRings(stage, rings);
  stage.log.push(...log.map((entry) => ({ ...entry, t })));
  const name = `i${stage.pages.length + 1}`;
  stage.pages.push({ name, service, key, run, due: dueMinute(stage, run) });
}

type PersonEvent = Exclude<RehearsalEvent, { do: 'alert' | 'clear' | 'maintenance' }>;

function commandOf(stage: Stage, event: PersonEvent, t: number): Command {
  const { by } = event;
  switch (event.do) {
    case 'ack':
      return { do: 'acknowledge', by };
    case 'unack':
      return { do: 'unacknowledge', by };
    case 'resolve':
    case 'unsnooze':
      return { do: event.do, by };
    case 'snooze':
      return { do: 'snooze', by, until: instantAt(stage, t + event.minutes) };
    case 'escalate':
      return { do: 'escalate', by, toStep: event.toStep };
    case 'reassign':
      if ('users' in event) return { do: 'reassign', by, users: event.users };
      return { do: 'reassign', by, policy: policyOf(stage, event.policy) };
    case 'setUrgency':
      return { do: 'setUrgency', by, urgency: event.urgency };
  }
}

function obey(stage: Stage, page: Page, command: Command, t: number): void {
  stage.commands += 1;
  const waiting = page.run.pending.length + stage.told.length;
  if (stage.commands > MOST_COMMANDS || waiting > MOST_NOTIFICATIONS) {
    throw new Refusal('limit', 'The rehearsal grows too large; shorten it or let it repeat less.');
  }
  try {
    const { run, notify, rings, log } = apply(page.run, command, stage.world, instantAt(stage, t));
    page.run = run;
    page.due = dueMinute(stage, run);
    moveRings(stage, rings);
    stage.log.push(...log.map((entry) => ({ ...entry, t })));
    for (const one of notify) tell(stage, page, one, t);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function tell(stage: Stage, { name }: Page, notify: Notify, t: number): void {
  const reason = stage.circumstances.failure(notify);
  stage.told.push({ ...notify, t, incident: name, problem: reason });
  if (reason === null) return;
  const { person, via } = notify;
  stage.log.push({ code: 'deliveryFailed', person, via, reason, at: stamp(instantAt(stage, t)), t });
}

function moveRings(stage: Stage, rings: readonly { policy: string; step: number; position: number }[]): void {
  for (const { policy, step, position } of rings) stage.rings.set(ringKey(policy, step), position);
}

function openPage(stage: Stage, service: string, key: string): Page | undefined {
  return stage.pages.find(
    (page) => page.service === service && page.key === key && page.run.state !== 'resolved',
  );
}

function policyOf(stage: Stage, name: string): RunPolicy {
  const policy = stage.input.world.policies[name];
  if (policy === undefined) throw new Refusal('invalid', `No policy is called "${name}".`);
  return { name, ...policy };
}

function instantAt(stage: Stage, t: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(stage.zero + t * MS_PER_MINUTE);
}

function finalOf(run: PageRun): RehearsalFinal {
  return { state: run.state, escalation: escalationOf(run), alerts: run.alerts };
}

function inOrder(a: RehearsalNotification, b: RehearsalNotification): number {
  if (a.t !== b.t) return a.t - b.t;
  return compare(a.incident, b.incident) || compare(a.user, b.user) || compare(a.via, b.via);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
