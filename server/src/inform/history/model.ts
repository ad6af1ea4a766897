/**
 * The history of another status page, read out of the widely used JSON of version 2. Each row stands for itself: one
 * that is not right is refused by its place, and nothing is guessed that a reader of the page would take for a fact.
 * Everything gets an id that follows from the page and the id it had there, so that a second time finds the first.
 */
import { createHash } from 'node:crypto';
import type { ComponentState } from '@muster/contract/inform/status-pages';
import { componentStates } from '@muster/contract/inform/updates';
import { instant } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { wireTime } from '../../platform/wire-time.ts';

export interface PastUpdate {
  id: string;
  title: string;
  state: string;
  text: string;
  /** By name; an id is found, or made, when it is written. */
  components: { name: string; state: ComponentState }[];
  at: string;
}

export interface PastIncident {
  id: string;
  source: string;
  at: string;
  updates: PastUpdate[];
}

export interface Past {
  /** Names of components, in their order, each once. */
  components: string[];
  incidents: PastIncident[];
  maintenances: number;
  refused: { pointer: string; message: string }[];
}

/** An update as it stands on record, with ids of components. */
export interface PastRow {
  id: string;
  notice: string;
  title: string | null;
  state: string | null;
  text: string;
  components: { id: string; state: string }[];
  at: string;
}

export interface PastNotice {
  id: string;
  source: string;
  at: string;
}

const mostIncidents = 20_000;
const mostComponents = 200;
const known = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'] as const;
const line = (max: number) =>
  z.string().trim().min(1, 'is empty').max(max, `is longer than ${max} characters`);
const time = instant.transform((text) => wireTime(Temporal.Instant.from(text)));
const key = line(200);
const state = z.enum(known, { error: 'is no state that we know' });
const componentState = z.enum(componentStates, { error: 'is no state of a component that we know' });

const affected = z.object({ name: line(120), new_status: componentState });
const update = z.object({
  id: key,
  status: state,
  body: z.string().max(20_000, 'is longer than 20,000 characters').nullish(),
  created_at: time,
  display_at: time.nullish(),
  affected_components: z.array(affected).max(200).nullish(),
});
const incident = z.object({
  id: key,
  name: line(300),
  status: state,
  impact: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']).catch('none'),
  created_at: time,
  started_at: time.nullish(),
  resolved_at: time.nullish(),
  components: z
    .array(z.object({ name: line(120) }))
    .max(200)
    .nullish(),
  incident_updates: z.array(z.unknown()).max(1_000).nullish(),
});
const component = z.object({ name: line(120), group: z.boolean().nullish() });
const rows = z.array(z.unknown());
const whole = z.object({
  components: rows.max(1_000).nullish(),
  incidents: rows.max(mostIncidents, `holds more than ${mostIncidents} incidents`).nullish(),
  scheduled_maintenances: rows.nullish(),
});

/** Undefined where it is no such document at all. */
export function readPast(given: unknown, page: string): Past | undefined {
  const parsed = whole.safeParse(Array.isArray(given) ? { incidents: given } : given);
  if (!parsed.success) return undefined;
  const { components, incidents, scheduled_maintenances: planned } = parsed.data;
  if (!components && !incidents) return undefined;
  const past: Past = { components: [], incidents: [], maintenances: planned?.length ?? 0, refused: [] };
  const names = new Set<string>();
  for (const [index, row] of (components ?? []).entries()) {
    const read = component.safeParse(row);
    if (!read.success) refuse(past, `/components/${index}`, read.error);
    else if (read.data.group !== true) names.add(read.data.name);
  }
  const seen = new Set<string>();
  for (const [index, row] of (incidents ?? []).entries()) {
    const read = readIncident(row, { page, pointer: `/incidents/${index}`, seen, past });
    if (!read) continue;
    past.incidents.push(read);
    for (const one of read.updates) for (const { name } of one.components) names.add(name);
  }
  past.components = [...names].slice(0, mostComponents);
  return past;
}

interface Place {
  page: string;
  pointer: string;
  /** Ids of incidents that came before. */
  seen: Set<string>;
  past: Past;
}

function readIncident(row: unknown, { page, pointer, seen, past }: Place): PastIncident | undefined {
  const read = incident.safeParse(row);
  if (!read.success) return refuse(past, pointer, read.error);
  const one = read.data;
  if (seen.has(one.id)) return refuse(past, `${pointer}/id`, 'stands twice');
  const updates = (one.incident_updates ?? []).map((given) => update.safeParse(given));
  const wrong = updates.findIndex((given) => !given.success);
  const error = updates[wrong]?.error;
  if (error) return refuse(past, `${pointer}/incident_updates/${wrong}`, error);
  const told = updates.flatMap((given) => (given.success ? [given.data] : []));
  const ids = new Set(told.map((given) => given.id));
  if (ids.size < told.length) return refuse(past, `${pointer}/incident_updates`, 'holds one update twice');
  const rows = told
    .map((given) => ({ ...given, at: given.display_at ?? given.created_at }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const isOver = one.status === 'resolved' || one.status === 'postmortem';
  if (isOver && !one.resolved_at && !rows.some(({ status }) => status === 'resolved'))
    return refuse(past, `${pointer}/resolved_at`, 'is missing: it is over, and nothing says since when');
  seen.add(one.id);
  const source = `import:${one.id}`;
  const made = (id: string) => idFor(page, `${source}/${id}`);
  return {
    id: made(''),
    source,
    at: one.created_at,
    updates: completed(rows, one).map((given, index) => ({
      id: made(given.id),
      title: one.name,
      at: given.at,
      state: given.status === 'postmortem' ? 'resolved' : given.status,
      text: plainText(given.body ?? '') || one.name,
      components:
        given.affected_components?.map(({ name, new_status }) => ({ name, state: new_status })) ??
        (index === 0 ? fromImpact(one) : []),
    })),
  };
}

type Row = z.output<typeof update> & { at: string };
type Incident = z.output<typeof incident>;

/** An incident without updates, or whose end none of them tells, says by its own fields what it lacks. */
function completed(rows: readonly Row[], one: Incident): Row[] {
  const row = (id: string, status: Row['status'], at: string): Row => ({ id, status, at, created_at: at });
  const first = rows.length > 0 ? [] : [row('first', 'investigating', one.started_at ?? one.created_at)];
  const isToldOver = rows.some(({ status }) => status === 'resolved');
  const last = one.resolved_at && !isToldOver ? [row('last', 'resolved', one.resolved_at)] : [];
  return [...first, ...rows, ...last];
}

const worst = { minor: 'degraded_performance', major: 'partial_outage', critical: 'major_outage' } as const;

/** Older pages tell what was touched only for the whole incident. */
function fromImpact({ impact, components }: Incident): PastUpdate['components'] {
  if (impact === 'none' || impact === 'maintenance') return [];
  return (components ?? []).map(({ name }) => ({ name, state: worst[impact] }));
}

/** Line breaks of HTML become line breaks; anything else stays the text that it is. */
function plainText(body: string): string {
  return body
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p>/gi, '\n\n')
    .replace(/<\/?p>/gi, '')
    .trim();
}

/** The same id whenever it is asked for; the form is that of a UUID. */
export function idFor(page: string, text: string): string {
  const hex = createHash('sha256').update(`${page}\n${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Of a record as text; the same record gives the same. */
export function hashOfRows(rows: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

function refuse(past: Past, pointer: string, why: string | z.ZodError): undefined {
  if (past.refused.length >= 1_000) return undefined;
  if (typeof why === 'string') {
    past.refused.push({ pointer, message: why });
    return undefined;
  }
  const [issue] = why.issues;
  const path = (issue?.path ?? []).map((part) => `/${String(part)}`).join('');
  past.refused.push({ pointer: `${pointer}${path}`, message: issue?.message ?? 'is not right' });
  return undefined;
}
