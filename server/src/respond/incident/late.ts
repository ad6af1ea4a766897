/**
 * A record that was put away is changed with a reason only, and says ever after what stood there, what stands now, who
 * changed it, and why (practice.md 3.5).
 */
import { isPutAway } from '@muster/contract/respond/closing';
import type { NewEvent } from '@muster/contract/respond/events';
import type { Impact, IncidentState, LateChange } from '@muster/contract/respond/state';
import { wrong } from '../../platform/refusal.ts';

const longest = 300;

/** The events of a change with what is told of it where the incident is closed or cancelled. Refuses without a reason. */
export function explained(
  state: IncidentState,
  events: readonly NewEvent[],
  reason: string | undefined,
): NewEvent[] {
  if (!isPutAway(state) || events.every(isNoEdit)) return [...events];
  const why = reason?.trim() ?? '';
  if (why === '') throw wrong('/reason', `It is ${state.category}. Say why it is changed now.`);
  const changed = events.flatMap((event) => changesOf(state, event));
  if (changed.length === 0) return [...events];
  return [...events, { type: 'editedAfterClose', data: { reason: why, changed } }];
}

/** To look at the plan again changes no record, and to close what was cancelled puts it away as well. */
function isNoEdit({ type, data }: NewEvent): boolean {
  return type === 'replanned' || type === 'closingExcepted' || (type === 'statusChanged' && isPutAway(data));
}

function changesOf(state: IncidentState, event: NewEvent): LateChange[] {
  switch (event.type) {
    case 'detailsChanged':
      return detailsOf(state, event.data);
    case 'servicesChanged':
      return [change('services', state.services, event.data.services)];
    case 'severityChanged':
      return [change('severity', state.rule.label, event.data.rule.label)];
    case 'timeStated':
      return [change(`times.${event.data.name}`, state.times[event.data.name], event.data.at)];
    case 'impactStated':
      return impactOf({}, event.data);
    case 'impactChanged':
      return impactOf(impactNamed(state, event.data.id), event.data);
    case 'impactWithdrawn':
      return impactOf(impactNamed(state, event.data.id), null);
    default:
      return [];
  }
}

function detailsOf(state: IncidentState, data: Extract<NewEvent, { type: 'detailsChanged' }>['data']) {
  const { fields = {}, ...whole } = data;
  const parts = ['title', 'summary', 'type', 'source', 'consequences'] as const;
  return [
    ...parts.flatMap((part) => (whole[part] === undefined ? [] : change(part, state[part], whole[part]))),
    ...Object.entries(fields)
      .filter(([name, value]) => (state.fields[name] ?? '') !== value)
      .map(([name, value]) => change(`fields.${name}`, state.fields[name], value)),
  ];
}

type Stated = { [part in keyof Impact]?: Impact[part] | undefined };
const impactParts = [
  'level',
  'who',
  'from',
  'until',
  'count',
  'confidence',
  'services',
  'consequences',
] as const;

function impactNamed({ impact }: IncidentState, id: string): Stated {
  return impact.find((one) => one.id === id) ?? {};
}

/** Part by part; `after` null where it was taken back whole. */
function impactOf(before: Stated, after: Stated | null): LateChange[] {
  return impactParts.flatMap((part) => {
    const told = change(
      `impact.${part}`,
      before[part],
      after === null ? null : (part in after ? after : before)[part],
    );
    return told.before === told.after ? [] : told;
  });
}

type Value = string | number | readonly string[] | null | undefined;

function change(what: string, before: Value, after: Value): LateChange {
  return { what, before: textOf(before), after: textOf(after) };
}

function textOf(value: Value): string | null {
  const text = typeof value === 'object' && value !== null ? value.join(', ') : String(value ?? '');
  if (text === '') return null;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
