/** News that go out to an audience: a fact of the incident, whoever writes and carries them. */
import type { EventData } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Act } from '../../platform/act.ts';
import { Refusal } from '../../platform/refusal.ts';
import { changeIncident } from '../stream/actions.ts';

/**
 * Puts news on record, by which the next are promised. `write` sees the incident as it stands, locked. Refuses
 * not_found for whoever may not see it, conflict where it goes on as part of another.
 */
export async function publishUpdate(
  act: Act,
  ref: string,
  write: (state: IncidentState) => EventData<'updatePublished'>,
): Promise<IncidentState> {
  const { state } = await changeIncident(act, { ref }, ({ state: before }) => {
    if (before.mergedInto !== null)
      throw new Refusal('conflict', `It goes on as part of ${before.mergedInto}. Send the news there.`);
    const data = write(before);
    return [{ type: 'updatePublished', data, audience: data.audience }];
  });
  return state;
}
