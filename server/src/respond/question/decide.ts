/** Who may ask how much, and who answers. */
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';

/** Of one person in one incident: so many may wait at once, and so many be asked in an hour. */
const mostWaiting = 5;
const mostInAnHour = 20;

/** Whoever leads communications, else the commander; null while nobody does. */
export function answererOf({ roles, commander }: Pick<IncidentState, 'roles' | 'commander'>): string | null {
  return roles.communications ?? commander;
}

export function refuseAsking(
  { category }: Pick<IncidentState, 'category'>,
  asked: { waiting: number; inAnHour: number },
): void {
  if (category === 'closed' || category === 'cancelled')
    throw new Refusal('conflict', `It is ${category}: nobody answers there any more.`);
  if (asked.waiting >= mostWaiting)
    throw new Refusal('limit', `${mostWaiting} of your questions wait for an answer. Let those come first.`);
  if (asked.inAnHour >= mostInAnHour)
    throw new Refusal('limit', `That is ${mostInAnHour} questions within an hour. Come back a little later.`);
}

export function refuseAnswering(state: IncidentState, person: string | null): void {
  const answerer = answererOf(state);
  if (answerer === null) throw new Refusal('conflict', 'Take command or communications first.');
  if (person !== answerer) throw new Refusal('forbidden', `Questions reach ${answerer}.`);
}
