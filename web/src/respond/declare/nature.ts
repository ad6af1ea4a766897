/** Pure: what is declared of something that goes on, is over, or is an exercise. */
import type { Draft } from './draft.ts';

type Said = Pick<Draft, 'nature' | 'startedAt' | 'endedAt' | 'summary' | 'command'>;

/** Of what is over: when it was, and what happened. Nobody commands it. */
export function natureOf({ nature, startedAt, endedAt, summary, command }: Said) {
  if (nature !== 'over') return { ...(nature === 'drill' ? { kind: 'drill' as const } : {}), command };
  return {
    kind: 'retroactive' as const,
    ...(startedAt ? { startedAt: new Date(startedAt).toISOString() } : {}),
    ...(endedAt ? { endedAt: new Date(endedAt).toISOString() } : {}),
    ...(summary.trim() ? { summary: summary.trim() } : {}),
  };
}
