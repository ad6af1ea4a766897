/** The plan, looked at again (R83): kept or changed, with what else could be done. */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { refuseEnded } from '../incident/ended.ts';

export interface Review {
  answer: 'kept' | 'changed';
  text?: string | undefined;
  options: readonly string[];
}

/** Said again it counts again: each time somebody has looked at it. */
export function decideReviewed(state: IncidentState, { answer, text = '', options }: Review): NewEvent[] {
  refuseEnded(state);
  if (answer === 'changed') {
    if (text === '') throw wrong('/text', 'Say what is done next.');
    return [replanned(state, text, options)];
  }
  if (state.plan === null) throw new Refusal('conflict', 'There is no plan yet. Say what is done next.');
  return [replanned(state, state.plan.text, options)];
}

/** Another text is another plan, whichever way it was written. */
export function replanned(state: IncidentState, text: string, options: readonly string[] = []): NewEvent {
  const answer = state.plan?.text === text ? 'kept' : 'changed';
  const others = [...new Set(options)];
  return { type: 'replanned', data: { text, answer, ...(others.length > 0 ? { options: others } : {}) } };
}
