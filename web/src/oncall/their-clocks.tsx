import { dated } from '../ui/duration.ts';
import type { Segment } from './calendar-layout.ts';
import { words } from './calendar-messages.ts';
import { elsewhere } from './zone-rulers.ts';

/** A shift by the clocks of those of it who live by another than the calendar's; nothing where nobody does. */
export function TheirClocks({
  shift,
  zone,
  zonesOf = new Map(),
}: {
  shift: Segment;
  zone: string;
  zonesOf: ReadonlyMap<string, string> | undefined;
}) {
  return elsewhere(shift, zone, zonesOf).map((one) => (
    <span key={one.person} className="block text-xs font-normal text-quiet">
      {words.byTheirClock(one.person, dated(shift.start, one.zone), dated(shift.end, one.zone), one.zone)}
    </span>
  ));
}
