/** Pure: the incidents from which most can be learnt about what takes long (R55). */
import type { Durations } from '@muster/contract/measure/measures';

const most = 5;

/** The longest first, the later ones first among equals; nothing that took no time at all. */
export function slowest(values: Durations['values']): Durations['values'] {
  return values
    .filter((one) => one.seconds > 0)
    .toSorted((a, b) => b.seconds - a.seconds || (a.at < b.at ? 1 : -1))
    .slice(0, most);
}
