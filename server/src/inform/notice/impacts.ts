/** What the stream of an incident says it did to services, in the form in which pages show it. */
import type { IncidentState } from '@muster/contract/respond/state';
import type { ServiceImpact } from '../site/model.ts';

const shownLevels = ['degraded', 'partial', 'major'];

/**
 * Impact that is not known or none shows nothing. A page that follows impact shows that of real incidents which anybody
 * may see; of a drill, of what was cancelled or merged away, and of a private incident it shows nothing.
 */
export function serviceImpactsOf(state: IncidentState): (ServiceImpact & { id: string })[] {
  const counts = state.kind !== 'drill' && state.category !== 'cancelled' && state.mergedInto === null;
  return state.impact
    .filter((one) => shownLevels.includes(one.level) && (one.until === null || one.until > one.from))
    .map((one) => ({
      id: one.id,
      incident: state.id,
      from: one.from,
      until: one.until,
      level: one.level,
      services: one.services.length > 0 ? one.services : state.services,
      isOpen: counts && !state.private,
    }));
}
