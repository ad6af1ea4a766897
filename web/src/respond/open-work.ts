import type { Incident } from '@muster/contract/respond/incidents';

/** Whether work may still be begun on it: not on what was put away, or goes on elsewhere. */
export function takesWork({ category }: Pick<Incident, 'category'>): boolean {
  return category !== 'closed' && category !== 'cancelled' && category !== 'merged';
}

/** Whether its clocks run: nothing is late while the response is paused or over. */
export function isRunning({ category }: Pick<Incident, 'category'>): boolean {
  return category === 'triage' || category === 'active';
}
