import type { RetrospectiveRow } from '@muster/contract/learn/retrospectives';
import { paths } from '../../paths.ts';

/** Of an incident, beside it; of none, by its own id. */
export function pathOf({ id, ref }: Pick<RetrospectiveRow, 'id' | 'ref'>): string {
  return ref === null ? paths.aloneRetrospective(id) : paths.retrospective(ref);
}
