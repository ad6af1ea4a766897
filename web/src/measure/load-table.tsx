import type { PersonLoad } from '@muster/contract/measure/load';
import { words } from './messages.ts';

/** What the bars show and what they leave out, for whoever reads rather than looks. */
export function LoadTable({ schedule, people }: { schedule: string; people: PersonLoad[] }) {
  return (
    <details className="border-t border-line">
      <summary className="flex min-h-10 cursor-pointer items-center px-3 text-sm text-accent pointer-coarse:min-h-11">
        {words.table}
        <span className="sr-only">: {schedule}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section aria-label={words.tableOf(schedule)} tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-sm whitespace-nowrap">
          <thead>
            <tr className="text-left text-xs text-quiet">
              {Object.entries(words.columns).map(([key, name]) => (
                <th
                  key={key}
                  scope="col"
                  className={`px-2 py-2 first:pl-3 last:pr-3 font-medium ${key === 'person' ? '' : 'text-right'}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {people.map((one) => (
              <tr key={one.person}>
                <th scope="row" className="px-2 py-2 first:pl-3 last:pr-3 text-left font-medium">
                  {one.person}
                </th>
                {figuresOf(one).map(([key, text]) => (
                  <td key={key} className="px-2 py-2 first:pl-3 last:pr-3 text-right tabular-nums">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function figuresOf(one: PersonLoad): [string, string | number][] {
  return [
    ['hours', words.hours(one.hours)],
    ['pages', one.pages],
    ['interruptions', one.interruptions],
    ['weekend', one.weekendInterruptions],
    ['nights', one.disturbedNights],
    ['ratio', one.ratio === null ? words.none : one.ratio.toFixed(2)],
  ];
}
