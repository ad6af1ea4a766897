import { cut } from '@muster/contract/platform/cut';
import type { IncidentState } from '@muster/contract/respond/state';

/**
 * What a page or the subject of a letter says. Pages are seen by all who respond, and letters pass through many hands:
 * of a private incident they tell neither its name nor what it is about (P11). A drill says so first (7.2).
 */
export function subjectOf(
  state: Pick<IncidentState, 'private' | 'kind' | 'ref' | 'title'>,
  what: string,
): string {
  const mark = state.kind === 'drill' ? 'DRILL: ' : '';
  if (state.private) return `${mark}You are needed for something confidential. Open Muster.`;
  return `${mark}${state.ref}: ${what} (${shortened(state.title)})`;
}

function shortened(title: string): string {
  return title.length > 200 ? `${cut(title, 199)}…` : title;
}
