/**
 * What happened to the example organisation in the months before its history (examples/past.yaml), as the items of which
 * a history is made: first what the tool before Muster had kept, then what Muster saw itself. It is pure: the same file
 * and the same end give the same past.
 */
import { parse } from 'yaml';
import { file, type Lived, type Met, type Taken } from './example-past-file.ts';

/** One thing that somebody asks of the API, or that a sender sends, so many minutes before the end. */
export interface PastItem {
  minutesAgo: number;
  integration?: string;
  event?: { dedupKey: string; [field: string]: unknown };
  act?: 'acknowledge';
  dedupKey?: string;
  by?: string;
  ask?: string;
  body?: unknown;
}

export interface Past {
  /** The oldest first. */
  items: PastItem[];
  /** How many of each are there when the history begins, which counts on. */
  incidents: number;
  followUps: number;
}

/** The past of the file that ends at `end`. */
export function pastOf(text: string, end: Temporal.Instant): Past {
  const { taken, lived, sessions } = file.parse(parse(text));
  const names = namesOf(lived, { end, taken: taken.length });
  const items = [
    ...importOf(taken, { end, before: minutesAgo(lived[0] ?? { day: 0, at: '00:00' }, end) + 60 }),
    ...lived.flatMap((one) => [...respondedOf(one, end), ...learntOf(one, end)]),
    ...sessions.flatMap((one) => metOf(one, end)),
  ];
  return {
    items: items.toSorted((a, b) => b.minutesAgo - a.minutesAgo).map((one) => named(one, names)),
    incidents: taken.length + lived.length,
    followUps: [...names.keys()].filter((one) => one.startsWith('FU ')).length,
  };
}

/** Minutes from that time of the day, so many days before the end, until the end. */
function minutesAgo({ day, at }: { day: number; at: string }, end: Temporal.Instant): number {
  const date = end.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: day });
  const moment = date.toZonedDateTime({ timeZone: 'UTC', plainTime: Temporal.PlainTime.from(at) });
  return moment.toInstant().until(end).total('minutes');
}

/** What Muster calls each thing that is named by a key in the file: it counts in the order in which they come. */
function namesOf(
  all: readonly Lived[],
  { end, taken }: { end: Temporal.Instant; taken: number },
): ReadonlyMap<string, string> {
  const incidents = all
    .map(({ key, declare, ...one }) => ({ key, ago: minutesAgo(one, end) - declare }))
    .toSorted((a, b) => b.ago - a.ago);
  const followUps = all
    .flatMap((one) =>
      (one.report?.promised ?? []).map((_, i) => ({
        key: `${one.key} ${i + 1}`,
        ago: promisedAgo(one, end),
      })),
    )
    .toSorted((a, b) => b.ago - a.ago);
  return new Map([
    ...incidents.map(({ key }, i) => [`INC ${key}`, `INC-${taken + i + 1}`] as const),
    ...followUps.map(({ key }, i) => [`FU ${key}`, `FU-${i + 1}`] as const),
  ]);
}

function named(item: PastItem, names: ReadonlyMap<string, string>): PastItem {
  const text = JSON.stringify(item).replaceAll(/<([^<>]+)>/g, (_, name: string) => {
    const found = names.get(name);
    if (found === undefined) throw new Error(`the example's past speaks of ${name}, which is not there`);
    return found;
  });
  return JSON.parse(text) as PastItem;
}

function importOf(
  all: readonly Taken[],
  { end, before }: { end: Temporal.Instant; before: number },
): PastItem[] {
  const items = all.map((one, i) => ({ sourceId: `OLD-${i + 101}`, ...itemOf(one, end) }));
  return [{ minutesAgo: before, by: 'ana', ask: 'POST /api/v1/incidents/import', body: { items } }];
}

const levels = { minor: 'degraded', average: 'partial', critical: 'major' } as const;

function itemOf(one: Taken, end: Temporal.Instant) {
  const { lasts, found, ack, services, title, kind, state } = one;
  const start = minutesAgo(one, end);
  const at = (minutes: number) => ago(start - minutes);
  return {
    title,
    severity: one.severity,
    services,
    impact: lasts === 0 ? [] : [{ start: at(0), end: at(lasts), level: levels[one.severity] }],
    times: {
      firstSignal: at(found),
      detected: at(found),
      declared: at(found + 4),
      ...(ack === undefined ? {} : { firstPageSent: at(found), acknowledged: at(found + ack) }),
      ...(lasts === 0 ? {} : { mitigated: at(found + Math.round((lasts - found) * 0.7)) }),
      resolved: at(Math.max(lasts, found) + 6),
    },
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
  };
}

function respondedOf(one: Lived, end: Temporal.Instant): PastItem[] {
  const start = minutesAgo(one, end);
  const { key, by, lasts } = one;
  const other = one.with ?? by;
  const post = (after: number, who: string, path: string, body: unknown): PastItem => ({
    minutesAgo: start - after,
    by: who,
    ask: `POST /api/v1/incidents${path}`,
    body,
  });
  const ref = `/<INC ${key}>`;
  const turn = (after: number, status: string): PastItem => ({
    minutesAgo: start - after,
    by,
    ask: `PATCH /api/v1/incidents${ref}`,
    body: { status },
  });
  const lastTry = one.tried.at(-1)?.[0] ?? lasts;
  return [
    ...signalOf(one, start),
    turn(one.declare + 3, 'investigating'),
    turn(lastTry, 'mitigating'),
    turn(lastTry + 5, 'monitoring'),
    post(one.declare, by, '', declarationOf(one, start)),
    post(one.declare + 1, by, `${ref}/impacts`, {
      level: levels[one.severity],
      who: one.who,
      count: one.count,
      confidence: 'medium',
      from: ago(start),
      services: one.services,
    }),
    ...(one.with ? [post(one.declare + 2, other, `${ref}/roles`, { role: 'communications' })] : []),
    ...one.tried.map(([after, text, result]) =>
      post(after, other, `${ref}/entries`, { kind: 'attempt', text, result }),
    ),
    ...(one.decided
      ? [post(lastTry - 2, by, `${ref}/entries`, { kind: 'decision', text: one.decided })]
      : []),
    ...toldOf(one, post),
    post(lastTry + 4, by, `${ref}/containment`, { reached: 'mitigated' }),
    post(lasts + 5, by, `${ref}/resolution`, { at: ago(start - lasts), text: 'It has held since.' }),
  ];
}

function signalOf({ key, event, found, ack, by, lasts }: Lived, start: number): PastItem[] {
  if (!event) return [];
  const send = (after: number, status: string): PastItem => ({
    minutesAgo: start - after,
    integration: 'shop-events',
    event: { ...event, dedupKey: `past-${key}`, status },
  });
  return [
    send(found, 'firing'),
    { minutesAgo: start - found - (ack ?? 4), act: 'acknowledge', dedupKey: `past-${key}`, by },
    send(lasts, 'resolved'),
  ];
}

function declarationOf({ key, event, source, kind, ...one }: Lived, start: number) {
  return {
    title: one.title,
    severity: one.severity,
    services: one.services,
    startedAt: ago(start),
    source: event ? 'alert' : source,
    command: true,
    ...(event ? { page: `{page past-${key}}` } : {}),
    ...(kind ? { kind } : {}),
  };
}

type Post = (after: number, who: string, path: string, body: unknown) => PastItem;

/** News for those inside; those for customers wait for a yes where it is bad, and get it at once. */
function toldOf({ key, by, severity, told, customers, ...one }: Lived, post: Post): PastItem[] {
  const ref = `/<INC ${key}>`;
  const writer = one.with ?? by;
  const inside = severity === 'critical' ? ['staff', 'executives'] : ['staff'];
  const news = (audience: string, text: string) => ({ audience, publish: true, text });
  return [
    ...told.flatMap((after, i) =>
      inside.map((audience) => post(after, writer, `${ref}/updates`, news(audience, textOf(one, i)))),
    ),
    ...customers.flatMap((after, i) => [
      post(after, writer, `${ref}/updates`, news('customers', textOf(one, i))),
      ...(severity === 'critical'
        ? [
            post(after, by, `${ref}/waiting-updates/customers/approval`, {
              id: `{<INC ${key}> waiting customers}`,
            }),
          ]
        : []),
    ]),
  ];
}

function textOf({ who, title }: Pick<Lived, 'who' | 'title'>, i: number): string {
  return i === 0
    ? `${title}. ${who}. We look into it.`
    : `${who}. We know where it comes from and work on it.`;
}

function promisedAgo(one: Lived, end: Temporal.Instant): number {
  return minutesAgo(one, end) - daysLong(one.report?.met ?? 0) - one.lasts - 90;
}

function learntOf(one: Lived, end: Temporal.Instant): PastItem[] {
  const { report, key, by } = one;
  if (!report) return [];
  const start = minutesAgo(one, end) - one.lasts;
  const about = `{<INC ${key}> retrospective}`;
  const other = one.with ?? by;
  const step = (days: number, who: string, to: string): PastItem => ({
    minutesAgo: start - daysLong(days) - 60,
    by: who,
    ask: `POST /api/v1/retrospectives/${about}/steps`,
    body: { to },
  });
  const begun = start - daysLong(report.begun);
  const meetingAt = ago(start - daysLong(report.met));
  return [
    {
      minutesAgo: begun,
      by,
      ask: `PUT /api/v1/incidents/<INC ${key}>/retrospective`,
      body: { owner: by, facilitator: other, reviewer: report.read, meetingAt },
    },
    {
      minutesAgo: begun - 20,
      by: other,
      ask: `PUT /api/v1/retrospectives/${about}/recollections/mine`,
      body: { text: `From where I sat it began with this: ${one.who}.`, shared: true },
    },
    ...report.factors.map(
      ([kind, part, text, eased], i): PastItem => ({
        minutesAgo: begun - 30 - i,
        by: i % 2 === 0 ? by : other,
        ask: `POST /api/v1/retrospectives/${about}/factors`,
        body: { kind, part, text, evidence: 'The record of the incident', eased: eased === 'eased' },
      }),
    ),
    ...promisesOf(one, end),
    step(report.published - 1, by, 'in-review'),
    step(report.published - 0.5, report.read, 'reviewed'),
    step(report.published, by, 'published'),
    ...runbookOf(one, end),
  ];
}

/** The closing step, half an hour after it was published. */
function runbookOf({ report, key, by, ...one }: Lived, end: Temporal.Instant): PastItem[] {
  if (!report?.runbook) return [];
  const published = minutesAgo(one, end) - one.lasts - daysLong(report.published) - 60;
  return [
    {
      minutesAgo: published - 30,
      by,
      ask: `PUT /api/v1/reports/{<INC ${key}> retrospective}/runbook`,
      body: { state: report.runbook, note: '' },
    },
  ];
}

function promisesOf(one: Lived, end: Temporal.Instant): PastItem[] {
  const start = promisedAgo(one, end);
  const { key, services } = one;
  return (one.report?.promised ?? []).flatMap(({ title, kind, owner, team, priority, ...promise }, i) => {
    const dueOn = `{${Math.round(start - daysLong(promise.due))} min day}`;
    const noted: PastItem = {
      minutesAgo: start,
      by: owner,
      ask: 'POST /api/v1/follow-ups',
      body: {
        title,
        kind,
        owner,
        team,
        priority,
        services,
        dueOn,
        deliverable: 'It is in use, and the runbook says so',
        incident: `<INC ${key}>`,
        retrospective: `{<INC ${key}> retrospective}`,
        promise: true,
      },
    };
    return [noted, ...doneOf(promise, { name: `<FU ${key} ${i + 1}>`, owner, start })];
  });
}

/** Whether it helped is asked a month after it was done. */
function doneOf(
  { done, helped }: { done?: number | undefined; helped?: string | undefined },
  { name, owner, start }: { name: string; owner: string; start: number },
): PastItem[] {
  if (done === undefined) return [];
  const turn = (days: number, what: string, body: unknown): PastItem => ({
    minutesAgo: start - daysLong(days),
    by: owner,
    ask: `POST /api/v1/follow-ups/${name}/${what}`,
    body,
  });
  const evidence = `https://git.example.org/changes/${name.slice(1, -1).replaceAll(' ', '-')}`;
  return [
    turn(done, 'state', { state: 'done', evidence }),
    ...(helped === undefined ? [] : [turn(done + 32, 'check', { outcome: helped })]),
  ];
}

function metOf(one: Met, end: Temporal.Instant): PastItem[] {
  const { title, organiser: by, people, attended, reports, decided } = one;
  const start = minutesAgo({ day: one.day, at: '13:00' }, end);
  const place = 'https://meet.example.org/learning';
  return [
    {
      minutesAgo: start + daysLong(1),
      by,
      ask: 'POST /api/v1/sessions',
      body: {
        title,
        startsAt: ago(start),
        minutes: 45,
        place,
        people,
        reports: reports.map((key) => `{<INC ${key}> retrospective}`),
      },
    },
    ...decided.map(
      ({ of, n, outcome, note, dueIn }): PastItem => ({
        minutesAgo: start - 30,
        by,
        ask: `POST /api/v1/sessions/{session 1}/decisions/{<FU ${of} ${n}> followup}`,
        body: {
          outcome,
          note,
          ...(dueIn === undefined ? {} : { dueOn: `{${-daysLong(dueIn)} min day}` }),
        },
      }),
    ),
    {
      minutesAgo: start - 50,
      by,
      ask: 'PATCH /api/v1/sessions/{session 1}',
      body: { state: 'held', attended },
    },
  ];
}

function daysLong(days: number): number {
  return days * 24 * 60;
}

/** As a history writes an instant; see `spelledOut` in example.ts. */
function ago(minutes: number): string {
  return `{${Math.round(minutes)} min ago}`;
}
