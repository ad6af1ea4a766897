/** Pure: the instants at which something was added to an incident, for stepping through them. */
import type { IncidentEvent } from '@muster/contract/respond/events';

/** All that was added at one instant. */
export interface Step {
  at: string;
  types: string[];
  by: string;
}

type Told = Pick<IncidentEvent, 'at' | 'actor'> & { type: string };

/** Oldest first, as the stream is; what one change added at once is one step. */
export function stepsOf(events: readonly Told[]): Step[] {
  const steps: Step[] = [];
  for (const { at, type, actor } of events) {
    const last = steps.at(-1);
    if (last?.at === at) last.types.push(type);
    else steps.push({ at, types: [type], by: actor.name });
  }
  return steps;
}

/**
 * The step that stood last at an instant, and those before and after it. Wire times sort as text. Without an instant
 * the newest step stands: the clock of the reader may be behind what was added a moment ago.
 */
export function around(steps: readonly Step[], at: string): { here?: Step; before?: Step; after?: Step } {
  const count = at === '' ? steps.length : steps.filter((one) => one.at <= at).length;
  const [before, here, after] = [steps[count - 2], steps[count - 1], steps[count]];
  return { ...(before ? { before } : {}), ...(here ? { here } : {}), ...(after ? { after } : {}) };
}

/** What made it another incident: these are marked on the slider. */
const turns = new Set([
  'severityChanged',
  'statusChanged',
  'handoffAccepted',
  'merged',
  'updatePublished',
  'impactStated',
]);

const mostMarks = 60;

/** Where on the slider the turns stand, from 0 to 1. */
export function marksOf(steps: readonly Step[], from: number, until: number): number[] {
  if (until <= from) return [];
  return steps
    .filter((one) => one.types.some((type) => turns.has(type)))
    .slice(-mostMarks)
    .map((one) => (Date.parse(one.at) - from) / (until - from))
    .filter((place) => place >= 0 && place <= 1);
}
