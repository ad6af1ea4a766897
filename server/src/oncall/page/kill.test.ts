/**
 * Every public vector of escalation, killed at every instant: what a transaction had decided is lost, the run is read
 * again from what was stored before it, and the same is decided anew. The people who are told, and when, are the same
 * as without the kill.
 */
import { readFileSync } from 'node:fs';
import {
  type RehearsalEvent,
  type RehearsalInput,
  rehearsalFinalSchema,
  rehearsalInputSchema,
  rehearsalNotificationSchema,
} from '@muster/contract/oncall/rehearsal';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { onCallAt } from '../schedule/model.ts';
import { apply } from './decide.ts';
import { type Command, escalationOf, nextDueAt, type PageRun, type RunPolicy, type World } from './model.ts';

const phases = ['clocks', 'steps', 'notifications'] as const;
const { vectors } = readVectors();

it('there are vectors', () => {
  expect(vectors.length).toBeGreaterThan(80);
});

it.each(vectors)('$id: killed at any instant, it tells the same people at the same time', (vector) => {
  const { zero, until, world, script, expect: notifications, final } = vector;
  const input = rehearsalInputSchema.parse({ zero, until, world, script });
  const whole = play(input, null);
  expect(whole.told).toEqual(notifications);
  expect(whole.final).toEqual(final);
  expect(whole.transactions).toBeGreaterThan(0);
  for (let killed = 0; killed < whole.transactions; killed += 1) expect(play(input, killed)).toEqual(whole);
});

/** What is stored; it goes through JSON after every transaction. */
interface Stored {
  pages: { name: string; service: string; key: string | null; run: PageRun }[];
  rings: Record<string, number>;
  maintenance: string[];
  told: z.infer<typeof rehearsalNotificationSchema>[];
}

interface Kept {
  stored: Stored;
  transactions: number;
  killed: number | null;
}

function play(input: RehearsalInput, killed: number | null) {
  const kept: Kept = { stored: { pages: [], rings: {}, maintenance: [], told: [] }, transactions: 0, killed };
  for (let t = 0; t <= input.until; t += 1) {
    for (const event of input.script.filter((one) => one.t === t))
      transact(kept, (stored) => obeyEvent(stored, input, event));
    for (const phase of phases) {
      if (!kept.stored.pages.some(({ run }) => isDue(run, input, t))) continue;
      transact(kept, (stored) => {
        for (const page of stored.pages)
          if (isDue(page.run, input, t)) obey(stored, input, page, { do: 'tick', phase }, t);
      });
    }
  }
  const { pages, told } = kept.stored;
  const final = Object.fromEntries(
    pages.map(({ name, run }) => [
      name,
      { state: run.state, escalation: escalationOf(run), alerts: run.alerts },
    ]),
  );
  return { told: told.toSorted(inOrder), final, transactions: kept.transactions };
}

/** One transaction. Where it is killed nothing of it is stored, and whoever starts next does it again. */
function transact(kept: Kept, body: (stored: Stored) => void): void {
  const before = JSON.stringify(kept.stored);
  if (kept.killed === kept.transactions) body(asStored(before));
  const after = asStored(before);
  body(after);
  kept.stored = asStored(JSON.stringify(after));
  kept.transactions += 1;
}

/** Written by `transact` alone, from a Stored. */
function asStored(text: string): Stored {
  return JSON.parse(text) as Stored;
}

function isDue(run: PageRun, input: RehearsalInput, t: number): boolean {
  const due = nextDueAt(run);
  return due !== null && Temporal.Instant.compare(due, instantAt(input, t)) <= 0;
}

function obeyEvent(stored: Stored, input: RehearsalInput, event: RehearsalEvent): void {
  if (event.do === 'alert') {
    alert(stored, input, event);
    return;
  }
  if (event.do === 'clear') {
    const page = openPage(stored, event.service, event.key);
    if (page) obey(stored, input, page, { do: 'clear' }, event.t);
    return;
  }
  if (event.do === 'maintenance') {
    stored.maintenance = stored.maintenance.filter((one) => one !== event.service);
    if (event.on) stored.maintenance.push(event.service);
    for (const page of stored.pages)
      if (page.service === event.service)
        obey(stored, input, page, { do: 'maintenance', on: event.on }, event.t);
    return;
  }
  const page = stored.pages.find(({ name }) => name === event.incident);
  if (page) obey(stored, input, page, commandOf(input, event), event.t);
}

function alert(stored: Stored, input: RehearsalInput, event: Extract<RehearsalEvent, { do: 'alert' }>): void {
  const { service, key, urgency, t } = event;
  const known = key === undefined ? undefined : openPage(stored, service, key);
  if (known) {
    obey(stored, input, known, { do: 'groupedAlert', urgency }, t);
    return;
  }
  const { policy = '', ...paging } = input.world.services[service] ?? {};
  const maintenance = stored.maintenance.includes(service);
  const command: Command = { do: 'open', policy: policyOf(input, policy), paging, urgency, maintenance };
  const { run, rings } = apply(null, command, worldOf(stored, input), instantAt(input, t));
  for (const ring of rings) stored.rings[`${ring.policy} ${ring.step}`] = ring.position;
  stored.pages.push({ name: `i${stored.pages.length + 1}`, service, key: key ?? null, run });
}

type Page = Stored['pages'][number];

function obey(stored: Stored, input: RehearsalInput, page: Page, command: Command, t: number): void {
  try {
    const decision = apply(page.run, command, worldOf(stored, input), instantAt(input, t));
    page.run = decision.run;
    for (const ring of decision.rings) stored.rings[`${ring.policy} ${ring.step}`] = ring.position;
    for (const { person, via } of decision.notify)
      stored.told.push({ t, incident: page.name, user: person, via });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function commandOf(
  input: RehearsalInput,
  event: Exclude<RehearsalEvent, { do: 'alert' | 'clear' | 'maintenance' }>,
): Command {
  const { by } = event;
  if (event.do === 'ack') return { do: 'acknowledge', by };
  if (event.do === 'unack') return { do: 'unacknowledge', by };
  if (event.do === 'snooze') return { do: 'snooze', by, until: instantAt(input, event.t + event.minutes) };
  if (event.do === 'escalate') return { do: 'escalate', by, toStep: event.toStep };
  if (event.do === 'setUrgency') return { do: 'setUrgency', by, urgency: event.urgency };
  if (event.do !== 'reassign') return { do: event.do, by };
  return 'users' in event
    ? { do: 'reassign', by, users: event.users }
    : { do: 'reassign', by, policy: policyOf(input, event.policy) };
}

function worldOf({ rings }: Stored, { world }: RehearsalInput): World {
  return {
    onCall: (name, at) => {
      const schedule = world.schedules?.[name];
      return schedule ? onCallAt(schedule, at) : [];
    },
    teamMembers: (team) => world.teams?.[team] ?? [],
    hasLeft: () => false,
    rules: (person, urgency) => world.users[person]?.[urgency] ?? [],
    ringPosition: (policy, step) => rings[`${policy} ${step}`] ?? 0,
  };
}

function openPage({ pages }: Stored, service: string, key: string): Page | undefined {
  return pages.find((one) => one.service === service && one.key === key && one.run.state !== 'resolved');
}

function policyOf({ world }: RehearsalInput, name: string): RunPolicy {
  const policy = world.policies[name];
  if (policy === undefined) throw new Error(`the vector has no policy ${name}`);
  return { name, ...policy };
}

function instantAt({ zero }: RehearsalInput, t: number): Temporal.Instant {
  return Temporal.Instant.from(zero).add({ minutes: t });
}

function inOrder(a: Stored['told'][number], b: Stored['told'][number]): number {
  const [one, other] = [a, b].map(({ incident, user, via }) => JSON.stringify([incident, user, via]));
  return a.t - b.t || ((one ?? '') < (other ?? '') ? -1 : 1);
}
function readVectors() {
  const url = new URL('../../../../../shared/conformance/escalations.json', import.meta.url);
  const shape = rehearsalInputSchema.shape;
  const vector = z.object({
    id: z.string(),
    ...shape,
    expect: z.array(rehearsalNotificationSchema),
    final: z.record(z.string(), rehearsalFinalSchema),
  });
  return z.object({ vectors: z.array(vector) }).parse(JSON.parse(readFileSync(url, 'utf8')));
}
