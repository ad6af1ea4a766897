/**
 * Coming back and coming new. "Since you left" (R45) tells in a few lines what changed while somebody was away; the
 * brief (R15) tells whoever joins, in twenty seconds, how it stands, what is done next and what is theirs.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import type { IncidentEvent } from './events.ts';
import { byRef } from './incidents.ts';
import { commanderRole } from './roles.ts';
import type { Entry, EntryKind, IncidentState } from './state.ts';

/** What a line is about; its words are the reader's own, `text` is what was said. */
export const catchUpKinds = [
  'severity',
  'status',
  'command',
  'plan',
  'impact',
  'decision',
  'confirmed',
  'ruled-out',
  'tripped',
  'answered',
  'worked',
  'partial',
  'no-effect',
  'worse',
  'news',
  'merged',
] as const;
export const catchUpLine = z.object({
  at: instant,
  by: z.string(),
  kind: z.enum(catchUpKinds),
  text: z.string(),
});
export type CatchUpLine = z.infer<typeof catchUpLine>;

export const joinersBrief = z.object({
  /** The summary, else the impact, else nothing. */
  know: z.string().nullable(),
  impact: z.object({ level: z.string(), who: z.string() }).nullable(),
  next: z.string().nullable(),
  commander: z.string().nullable(),
  roles: z.array(z.object({ role: z.string(), person: z.string() })),
  /** Open tasks of whoever asks. */
  mine: z.array(z.string()),
  nextNewsAt: instant.nullable(),
  /** Hypotheses that nobody has settled, and attempts under way. */
  open: z.array(z.object({ kind: z.string(), text: z.string() })),
});
export type JoinersBrief = z.infer<typeof joinersBrief>;

export const catchUp = z.object({
  /** When whoever asks looked last; null for somebody who never did. */
  lookedAt: instant.nullable(),
  /** The number of the latest event, to be sent back as seen. */
  version: z.int(),
  /** The latest first; at most forty. */
  lines: z.array(catchUpLine),
  /** How many lines were written and tasks ended beside those told. */
  written: z.int(),
  tasksEnded: z.int(),
  brief: joinersBrief,
});
export type CatchUp = z.infer<typeof catchUp>;

export const getCatchUp = endpoint('GET /api/v1/incidents/{ref}/catch-up', {
  who: 'reader',
  area: 'incidents',
  summary: 'What changed since you looked last, and the brief for whoever joins.',
  params: byRef,
  answer: catchUp,
});
export const noteLook = endpoint('PUT /api/v1/incidents/{ref}/look', {
  who: 'reader',
  area: 'incidents',
  summary: 'Say up to which event you have seen it. Nobody else reads it.',
  params: byRef,
  body: z.strictObject({ version: z.int().min(1) }),
});

const mostLines = 40;

/** What of these events somebody has to know who comes back; what they did themselves they know. */
export function sinceYouLeft(
  events: readonly IncidentEvent[],
  me: string | null,
  texts: ReadonlyMap<string, Pick<Entry, 'kind' | 'text'>>,
): Pick<CatchUp, 'lines' | 'written' | 'tasksEnded'> {
  const others = events.filter((one) => me === null || one.actor.kind !== 'person' || one.actor.name !== me);
  const lines = others.flatMap((event) => {
    const told = tellOf(event, texts);
    return told === null ? [] : [{ at: event.at, by: event.actor.name, ...told, text: short(told.text) }];
  });
  return {
    lines: lines.toReversed().slice(0, mostLines),
    written: others.filter((one) => one.type === 'entryAdded').length,
    tasksEnded: others.filter((one) => one.type === 'taskEnded').length,
  };
}

type Told = Pick<CatchUpLine, 'kind' | 'text'>;

function tellOf(event: IncidentEvent, texts: ReadonlyMap<string, Pick<Entry, 'kind' | 'text'>>): Told | null {
  const { type, data } = event;
  switch (type) {
    case 'severityChanged':
      return { kind: 'severity', text: data.severity };
    case 'statusChanged':
      return { kind: 'status', text: data.status };
    case 'roleTaken':
      return data.role === commanderRole ? { kind: 'command', text: data.person } : null;
    case 'handoffAccepted':
      return { kind: 'command', text: event.actor.name };
    case 'replanned':
      return { kind: 'plan', text: data.text };
    case 'impactStated':
      return { kind: 'impact', text: `${data.level}: ${data.who}` };
    case 'updatePublished':
      return { kind: 'news', text: data.text };
    case 'merged':
      return { kind: 'merged', text: data.into };
    case 'entryAdded':
      return data.kind === 'decision' && data.state === 'settled'
        ? { kind: 'decision', text: data.text }
        : resultOf(data.detail.result, data.text);
    case 'entrySettled':
      return settledOf(data, texts.get(data.id));
    default:
      return null;
  }
}

function settledOf(
  {
    state,
    result,
    text,
  }: Pick<Extract<IncidentEvent, { type: 'entrySettled' }>['data'], 'state' | 'result' | 'text'>,
  entry: Pick<Entry, 'kind' | 'text'> | undefined,
): Told | null {
  if (!entry || state === 'retracted') return null;
  if (state === 'confirmed' || state === 'ruled-out' || state === 'tripped')
    return { kind: state, text: entry.text };
  const kinds: Partial<Record<EntryKind, Told>> = {
    question: { kind: 'answered', text: `${entry.text} ${text}` },
    decision: { kind: 'decision', text: entry.text },
  };
  return resultOf(result, entry.text) ?? kinds[entry.kind] ?? null;
}

function resultOf(result: Entry['detail']['result'], text: string): Told | null {
  return result === undefined ? null : { kind: result, text };
}

/** How it stands for this person, from the state alone. */
export function briefFor(state: IncidentState, me: string | null): JoinersBrief {
  const impact = state.impact.find((one) => one.until === null) ?? state.impact.at(-1) ?? null;
  return {
    know: state.summary.trim() === '' ? null : short(state.summary),
    impact: impact && { level: impact.level, who: short(impact.who) },
    next: state.plan === null ? null : short(state.plan.text),
    commander: state.commander,
    roles: state.assignments
      .filter((one) => one.until === null && one.role !== commanderRole)
      .map(({ role, person }) => ({ role, person })),
    mine: state.tasks
      .filter((one) => one.state === 'open' && one.person === me)
      .map((one) => short(one.text)),
    nextNewsAt: Object.values(state.nextUpdates).sort()[0] ?? null,
    open: state.open
      .filter((one) => one.kind === 'hypothesis' || one.kind === 'attempt')
      .slice(-5)
      .map(({ kind, text }) => ({ kind, text: short(text) })),
  };
}

/** A line that is read at a glance, without the signs of Markdown. */
function short(text: string): string {
  const plain = text.replace(/\*\*|__|`|^(?:#+|>)\s+/gm, '');
  const flat = plain.replace(/\s+/g, ' ').trim();
  return flat.length <= 200 ? flat : `${flat.slice(0, 199)}…`;
}
