import type { Impact } from '@muster/contract/respond/state';
import { Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** The same for those who would rather read, or copy it elsewhere. */
export function ImpactTable({ impact }: { impact: readonly Impact[] }) {
  const columns = Object.values(words.columns);
  const rows = impact.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section tabIndex={0} aria-label={words.title} className="overflow-x-auto rounded-lg border border-line">
      <table className="w-full text-sm">
        <thead>
          <tr className="text-left text-quiet">
            {columns.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((one) => (
            <tr key={one.id} className="align-top">
              <td className="px-3 py-2 whitespace-nowrap">{words.levels[one.level]}</td>
              <td className="min-w-48 px-3 py-2 wrap-anywhere">{one.who}</td>
              <td className="px-3 py-2">
                <Dated at={one.from} />
              </td>
              <td className="px-3 py-2 whitespace-nowrap">
                {one.until === null ? words.goesOn : <Dated at={one.until} />}
              </td>
              <td className="px-3 py-2 text-right">{one.count ?? ''}</td>
              <td className="px-3 py-2 whitespace-nowrap">{words.confidence[one.confidence]}</td>
              <td className="min-w-40 px-3 py-2">{one.services.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
