import type { ReactNode } from 'react';
import { words } from './reliability-words.ts';

/** What a figure leaves out stands beside it, always. */
export function Beside({ excluded }: { excluded: readonly { reason: string; n: number }[] }) {
  return (
    <p className="text-xs text-quiet">
      {excluded.length === 0 ? words.noneExcluded : words.excluded(excluded)}
    </p>
  );
}

/** Something one click away. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-t border-line">
      <summary className="flex min-h-10 cursor-pointer items-center px-3 text-sm text-accent pointer-coarse:min-h-11">
        {title}
      </summary>
      {children}
    </details>
  );
}

/** What a figure means, and which edition of its definition that is. */
export function Definition({ about }: { about: { definition: string; definitionVersion: number } }) {
  return (
    <Fold title={words.definition}>
      <p className="px-3 pb-3 text-sm text-quiet">
        {about.definition} {words.version(about.definitionVersion)}
      </p>
    </Fold>
  );
}

interface Row {
  key: string;
  cells: readonly ReactNode[];
}

/** Figures in rows; the first cell of each says what the row is about. */
export function Table({ label, columns, rows }: { label: string; columns: string[]; rows: Row[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto border-t border-line">
      <table className="w-full text-sm whitespace-nowrap">
        <thead>
          <tr className="text-left text-xs text-quiet">
            {columns.map((column, at) => (
              <th key={column} scope="col" className={`${cell} font-medium ${at === 0 ? '' : 'text-right'}`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {rows.map(({ key, cells: [first, ...rest] }) => (
            <tr key={key}>
              <th scope="row" className={`${cell} text-left font-medium`}>
                {first}
              </th>
              {rest.map((value, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay.
                <td key={at} className={`${cell} text-right tabular-nums`}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const cell = 'px-2 py-2 first:pl-3 last:pr-3';
