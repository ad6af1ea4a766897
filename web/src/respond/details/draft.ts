/** Pure: details while they are edited, what of them is new, and what somebody else has changed meanwhile. */
import type { Incident } from '@muster/contract/respond/incidents';
import { changedTo, toField } from '../impact/local-time.ts';
import type { Change } from '../queries.ts';

type Told = Pick<Incident, 'services' | 'type' | 'source' | 'consequences' | 'fields' | 'times' | 'stated'>;

export interface Draft {
  services: string[];
  type: string;
  source: Incident['source'];
  consequences: Incident['consequences'];
  fields: Record<string, string>;
  /** As the fields of the form show them: days and times without a zone. */
  times: Record<string, string>;
  known: string;
  confidence: 'low' | 'medium' | 'high';
}

/** Those that people state; the others follow from what they do. */
const stateable = ['impactStart', 'detected', 'contained', 'mitigated', 'impactEnd'];

export function draftOf(incident: Told): Draft {
  const { services, type, source, consequences, fields, times, stated } = incident;
  const over = times.resolved === undefined ? [] : ['resolved'];
  const names = [...new Set([...stateable, ...over, ...Object.keys(stated)])];
  return {
    services,
    type,
    source,
    consequences,
    fields,
    known: '',
    confidence: 'medium',
    times: Object.fromEntries(names.map((name) => [name, toField(times[name] ?? null)])),
  };
}

/** What differs from what stood there when the form was opened. */
export function changeOf(draft: Draft, began: Told): Change {
  const times = Object.entries(draft.times).flatMap(([name, text]) => {
    const at = changedTo(text, began.times[name] ?? null);
    return at === undefined ? [] : [[name, at] as const];
  });
  const fields = Object.entries(draft.fields).filter(([name, text]) => text !== (began.fields[name] ?? ''));
  return {
    ...(isSame(draft.services, began.services) ? {} : { services: draft.services }),
    ...(draft.type === began.type ? {} : { type: draft.type }),
    ...(draft.source === null || draft.source === began.source ? {} : { source: draft.source }),
    ...(isSame(draft.consequences, began.consequences) ? {} : { consequences: draft.consequences }),
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    ...(times.length === 0 ? {} : { times: Object.fromEntries(times) }),
    ...(times.length === 0 || draft.known.trim() === ''
      ? {}
      : { timesKnown: { source: draft.known.trim(), confidence: draft.confidence } }),
  };
}

export interface Conflict {
  part: 'services' | 'type' | 'source' | 'consequences' | 'field' | 'time';
  name: string;
  /** What stands there now. */
  value: string;
}

/** Only where both changed the very same thing to something else. */
export function conflictsOf(change: Change, began: Told, now: Told): Conflict[] {
  const both = (mine: string | undefined, before: string, theirs: string) =>
    mine !== undefined && before !== theirs && theirs !== mine;
  const whole = (['services', 'type', 'source', 'consequences'] as const).flatMap((part): Conflict[] => {
    const mine = change[part];
    const value = textOf(now[part]);
    return both(mine && textOf(mine), textOf(began[part]), value) ? [{ part, name: part, value }] : [];
  });
  const fields = Object.entries(change.fields ?? {}).flatMap(([name, mine]): Conflict[] => {
    const value = now.fields[name] ?? '';
    return both(mine, began.fields[name] ?? '', value) ? [{ part: 'field', name, value }] : [];
  });
  const times = Object.entries(change.times ?? {}).flatMap(([name, mine]): Conflict[] => {
    const value = now.times[name] ?? '';
    return both(mine ?? '', began.times[name] ?? '', value) ? [{ part: 'time', name, value }] : [];
  });
  return [...whole, ...fields, ...times];
}

function textOf(value: string | null | readonly string[]): string {
  return typeof value === 'string' ? value : (value ?? []).toSorted().join(', ');
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return textOf(a) === textOf(b);
}
