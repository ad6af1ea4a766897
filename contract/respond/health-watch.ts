/** The sign that tells of what came back while it was watched (R63). */
import { causeFrom, type Look, names } from './health-look.ts';
import type { IncidentState } from './state.ts';

export const watch: Look = {
  causes: (state) =>
    (openWatch(state)?.recurrences ?? []).map(({ at, title }) =>
      causeFrom(Date.parse(at), `“${title}”`, [0, 0]),
    ),
  tell: (active) => ({
    why: `${names(active)} fired again.`,
    propose: 'Is it back? Say so, or put it aside and say what else it is.',
  }),
  well: () => ({ why: 'Nothing has come back so far.' }),
};

/** A watch that nobody has ended; what went on elsewhere or is put away watches nothing. */
export function openWatch({ watch: found, category }: IncidentState): IncidentState['watch'] {
  const isAway = category === 'merged' || category === 'cancelled' || category === 'closed';
  return isAway || found === undefined || found.ended !== null ? undefined : found;
}
