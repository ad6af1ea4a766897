/**
 * The example organisation, with a past: `npm start -- --example`. A Muster of its own is started in an empty
 * database, with a clock that is moved from the first event of the history to now, and the history happens in it
 * through the same doors and actions that senders and people use. Nothing leaves the house: its ways out pretend.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { type App, type AppNeeds, incidentRoutes, startApp } from './app.ts';
import { pastOf } from './example-past.ts';
import { acknowledgePage, resolvePage } from './oncall/index.ts';
import type { Sender } from './platform/delivery/model.ts';
import { newSecret } from './platform/ids.ts';
import { createManualClock, type ManualClock } from './platform/manual-clock.ts';
import type { Caller } from './platform/platform.ts';
import { Refusal } from './platform/refusal.ts';

const folder = new URL('../../examples/', import.meta.url);

/** Where letters are sent, nobody is paged for what a letter tells. They go nowhere, as all that is sent here. */
const pretendedMail = { url: 'smtp://mail.example.org', from: 'muster@example.org' };

const minutesAgo = z.number().min(0);
const historyFile = z.strictObject({
  history: z.literal(1),
  items: z.array(
    z.union([
      z.strictObject({ minutesAgo, integration: z.string(), event: z.looseObject({ dedupKey: z.string() }) }),
      z.strictObject({
        minutesAgo,
        act: z.enum(['acknowledge', 'resolve']),
        dedupKey: z.string(),
        by: z.string(),
      }),
      z.strictObject({ minutesAgo, ask: z.string(), by: z.string(), body: z.unknown().optional() }),
    ]),
  ),
});
type Item = z.output<typeof historyFile>['items'][number];

/** Loads it, or refuses when the database is not empty. Afterwards it is as if all had happened by itself. */
export async function loadExample(needs: AppNeeds): Promise<void> {
  const organisation = await readFile(new URL('nimbus.yaml', folder), 'utf8');
  const now = needs.clock.now();
  const { items, knownSince } = await wholePast(now);
  const start = now.subtract({ minutes: Math.ceil((items[0]?.minutesAgo ?? 0) + 1) });
  const clock = createManualClock(start);
  const token = newSecret();
  const app = await startApp({
    ...needs,
    audits: false,
    clock: clock.forNode().clock,
    // The past that is told is not the database's.
    followsDatabase: false,
    // Days go by in which nothing happens: nobody sees in which minute of them Muster looked after itself.
    roundMinutes: 24 * 60,
    tick: Temporal.Duration.from({ hours: 24 * 365 }),
    settings: {
      ...needs.settings,
      host: '127.0.0.1',
      port: 0,
      adminToken: token,
      admin: null,
      mail: pretendedMail,
      telegramToken: null,
    },
    senders: ['letter', 'email', 'webhook', 'webpush', 'sms', 'voice', 'newsMail', 'newsHook', 'newsSms'].map(
      pretend,
    ),
  });
  try {
    const teller: Teller = { app, clock, token, knownSince, keys: keysIn(parse(organisation)) };
    await refuseUnlessEmpty(teller);
    await call(teller, 'PUT', '/api/v1/organisation', organisation);
    for (const item of items)
      await tell(teller, item, now.subtract({ seconds: Math.round(item.minutesAgo * 60) }));
    await moveTo(teller, now);
  } finally {
    await app.stop();
  }
}

/** The months before the history, and the history, which counts on where they end. */
async function wholePast(now: Temporal.Instant): Promise<{ items: Item[]; knownSince: Temporal.Instant }> {
  const [before, text] = await Promise.all(
    ['past.yaml', 'history.yaml'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  const past = pastOf(before ?? '', now);
  const counted = { INC: past.incidents, FU: past.followUps };
  const later = (text ?? '').replaceAll(
    /\b(INC|FU)-(\d+)\b/g,
    (_, kind: keyof typeof counted, number: string) => `${kind}-${Number(number) + counted[kind]}`,
  );
  const { history, items } = z
    .looseObject({ history: z.unknown(), items: z.array(z.unknown()) })
    .parse(parse(later));
  const all = historyFile.parse({ history, items: [...past.items, ...items] });
  const first = all.items[past.items.length]?.minutesAgo ?? 0;
  return { items: all.items, knownSince: now.subtract({ minutes: Math.ceil(first) }) };
}

interface Teller {
  app: App;
  clock: ManualClock;
  token: string;
  /** Before it, the time between two things that are told passes in one step. */
  knownSince: Temporal.Instant;
  /** The keys of the integrations, by name. */
  keys: ReadonlyMap<string, string>;
}

function pretend(kind: string): Sender {
  return { kind, send: async () => ({ kind: 'delivered', note: 'in the example' }) };
}

function keysIn(file: unknown): Map<string, string> {
  const keyed = z
    .object({ integrations: z.array(z.object({ name: z.string(), key: z.string() })) })
    .parse(file);
  return new Map(keyed.integrations.map((one) => [one.name, one.key]));
}

async function refuseUnlessEmpty(teller: Teller): Promise<void> {
  const people = z.object({ items: z.array(z.unknown()) }).parse(await call(teller, 'GET', '/api/v1/people'));
  if (people.items.length > 0) {
    throw new Refusal(
      'conflict',
      'The example goes into an empty database, and there are people in this one.',
    );
  }
}

async function tell(teller: Teller, item: Item, at: Temporal.Instant): Promise<void> {
  await moveTo(teller, at);
  if ('event' in item) {
    await call(
      teller,
      'POST',
      `/ingest/generic/${teller.keys.get(item.integration) ?? ''}`,
      JSON.stringify(item.event),
    );
  } else if ('ask' in item) {
    await askAs(teller, item);
  } else {
    const caller = callerNamed(item.by);
    const act = item.act === 'acknowledge' ? acknowledgePage : resolvePage;
    await act(teller.app.platform, caller, { id: await pageOf(teller, item.dedupKey) });
  }
  await teller.app.settled();
}

function callerNamed(name: string, access: 'admin' | 'responder' = 'responder'): Caller {
  return {
    actor: { kind: 'person', name, access, by: 'session' },
    requestId: null,
    address: null,
  };
}

type Ask = Extract<Item, { ask: string }>;

/** What a person asks of the API about an incident: the same endpoint and the same action, in that person's name. */
async function askAs(teller: Teller, item: Ask): Promise<void> {
  const { ask, body } = await spelledOut(teller, item);
  const [method, path = ''] = ask.split(' ');
  for (const { endpoint, handle } of incidentRoutes) {
    const params = endpoint.method === method ? paramsIn(endpoint.path, path) : undefined;
    if (!params) continue;
    await handle({
      platform: teller.app.platform,
      caller: callerNamed(item.by, endpoint.who === 'admin' ? 'admin' : 'responder'),
      params: endpoint.params.parse(params),
      query: endpoint.query.parse({}),
      body: endpoint.body.parse(body ?? {}),
      rawBody: '',
      contentType: 'application/json',
      ifMatch: null,
      sessionSecret: null,
      deviceSecret: null,
      setSession() {},
      setDevice() {},
    });
    return;
  }
  throw new Error(`the example's history asks for ${ask}, which is no address of incidents`);
}

function paramsIn(template: string, path: string): Record<string, string> | undefined {
  const pattern = template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found ? { ...found.groups } : undefined;
}

/**
 * `{12 min ago}` is that instant before the end of the history, `{INC-1 task 2}` the id of its second task, and
 * `{INC-1 entry 3}` that of its third line; `{INC-1 retrospective}` is the
 * id of its report, `{INC-1 waiting customers}` is the
 * news for customers that wait for a yes. `{page <dedupKey>}` is the page that the alert is in. `{-60 min wall}` is the
 * time of the clock in UTC an hour after the end, `{-1440 min day}` the day after it, and `{maintenance 1}` the first of the
 * maintenance to come, `{report 1}` the report that was begun last,
 * `{session 1}` the session that begins last, and `{FU-2 followup}` the id of a follow-up.
 */
async function spelledOut(teller: Teller, item: Ask): Promise<{ ask: string; body?: unknown }> {
  let text = JSON.stringify({ ask: item.ask, body: item.body });
  const end = teller.clock.now().add({ seconds: Math.round(item.minutesAgo * 60) });
  for (const [whole, inside = ''] of text.matchAll(/\{([^{}":]+)\}/g)) {
    // What is filled in when it is said stays as it is.
    if (inside === 'start' || inside === 'end') continue;
    const value = await spelled(teller, inside.split(' '), end);
    text = text.replace(whole, value);
  }
  return z.object({ ask: z.string(), body: z.unknown().optional() }).parse(JSON.parse(text));
}

/** Those of which the latest is the first. */
const lists: Readonly<Record<string, string>> = {
  maintenance: '/api/v1/maintenances',
  report: '/api/v1/retrospectives',
  session: '/api/v1/sessions',
};

async function spelled(
  teller: Teller,
  [first = '', second = '', third = '']: readonly string[],
  end: Temporal.Instant,
): Promise<string> {
  if (second === 'min') return momentText(end.subtract({ minutes: Number(first) }), third);
  if (first === 'page') return pageOf(teller, second);
  if (lists[first] !== undefined) return nthOf(teller, lists[first], Number(second));
  switch (second) {
    case 'retrospective':
      return idAt(teller, `/api/v1/incidents/${first}/retrospective`);
    case 'followup':
      return idAt(teller, `/api/v1/follow-ups/${first}`);
    case 'waiting':
      return waitingId(teller, first, third);
    default:
      return idIn(teller, { ref: first, list: second, place: Number(third) });
  }
}

function momentText(at: Temporal.Instant, as: string): string {
  if (as === 'day') return at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  if (as !== 'wall') return at.toString({ smallestUnit: 'millisecond' });
  return at.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' });
}

async function nthOf(teller: Teller, path: string, place: number): Promise<string> {
  const known = z.object({ items: z.array(z.object({ id: z.string() })) });
  const found = known.parse(await call(teller, 'GET', path)).items[place - 1];
  if (!found)
    throw new Error(`the example's history speaks of number ${place} of ${path}, which is not there`);
  return found.id;
}

async function idAt(teller: Teller, path: string): Promise<string> {
  return z.object({ id: z.string() }).parse(await call(teller, 'GET', path)).id;
}

/** The news that wait for a yes. */
async function waitingId(teller: Teller, ref: string, audience: string): Promise<string> {
  const known = z.object({ waiting: z.array(z.object({ id: z.string(), audience: z.string() })) });
  const { waiting } = known.parse(await call(teller, 'GET', `/api/v1/incidents/${ref}/updates`));
  const found = waiting.find((one) => one.audience === audience);
  if (!found) throw new Error(`the example's history says yes to news of ${ref} that do not wait`);
  return found.id;
}

async function idIn(
  teller: Teller,
  { ref, list, place }: { ref: string; list: string; place: number },
): Promise<string> {
  const known = z.object({
    tasks: z.array(z.object({ id: z.string() })),
    entries: z.array(z.object({ id: z.string() })),
  });
  const { tasks, entries } = known.parse(await call(teller, 'GET', `/api/v1/incidents/${ref}`));
  const found = (list === 'task' ? tasks : entries.toReversed())[place - 1];
  if (!found)
    throw new Error(`the example's history speaks of ${list} ${place} of ${ref}, which is not there`);
  return found.id;
}

/** The page that the latest alert with this key is in. */
async function pageOf(teller: Teller, dedupKey: string): Promise<string> {
  const alerts = z.object({
    items: z.array(z.object({ dedupKey: z.string(), page: z.string().nullable() })),
  });
  const found = alerts.parse(await call(teller, 'GET', `/api/v1/alerts?q=${encodeURIComponent(dedupKey)}`));
  const page = found.items.find((alert) => alert.dedupKey === dedupKey)?.page;
  if (!page) throw new Error(`the example's history acts on ${dedupKey}, which has no page`);
  return page;
}

/** Stops at everything that falls due on the way, so that each thing happens at its own time. */
async function moveTo({ app, clock, knownSince }: Teller, until: Temporal.Instant): Promise<void> {
  const isLeap = Temporal.Instant.compare(until, knownSince) < 0;
  while (!isLeap) {
    const next = clock.nextTimerAt();
    if (next === null || Temporal.Instant.compare(next, until) >= 0) break;
    clock.moveTo(Temporal.Instant.compare(next, clock.now()) < 0 ? clock.now() : next);
    await app.settled();
  }
  clock.moveTo(until);
  await app.settled();
}

async function call({ app, token }: Teller, method: string, path: string, body?: string): Promise<unknown> {
  const response = await fetch(`${app.address()}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === 'PUT' ? { 'content-type': 'application/yaml' } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok)
    throw new Error(
      `the example does not fit: ${method} ${path} answered ${response.status} ${await response.text()}`,
    );
  return response.json();
}
