import { Mark } from '../ui/mark.tsx';
import { Dated } from '../ui/time.tsx';
import type { Segment } from './calendar-layout.ts';
import { words } from './messages.ts';
import { nobodyText } from './shift-bar.tsx';
import { TheirClocks } from './their-clocks.tsx';

/** The same shifts in words, for those who cannot see the picture and those who want the exact time. */
export function ShiftTable({
  segments,
  zone,
  zonesOf,
}: {
  segments: Segment[];
  zone: string;
  zonesOf?: ReadonlyMap<string, string>;
}) {
  if (segments.length === 0) return <p className="text-sm text-quiet">{words.calendar.empty}</p>;
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{words.calendar.table}</caption>
      <thead className="text-xs text-quiet">
        <tr>
          <th scope="col" className="py-1 pr-3">
            {words.calendar.who}
          </th>
          <th scope="col" className="py-1 pr-3">
            {words.calendar.from}
          </th>
          <th scope="col" className="py-1">
            {words.calendar.until}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {segments.map((one) => (
          <tr key={one.start}>
            <th scope="row" className="py-1.5 pr-3">
              {one.onCall.length === 0 ? (
                <Mark tone="critical" word={nobodyText(one)} />
              ) : (
                one.onCall.join(', ')
              )}
              <TheirClocks shift={one} zone={zone} zonesOf={zonesOf} />
            </th>
            <td className="py-1.5 pr-3">
              <Dated at={one.start} zone={zone} />
            </td>
            <td className="py-1.5">
              <Dated at={one.end} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
