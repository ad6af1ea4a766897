import type { PersonLoad } from '@muster/contract/measure/load';
import type { ReactNode } from 'react';
import { Dated } from '../ui/time.tsx';
import { words } from './messages.ts';

type Column = keyof typeof words.columns;
type Row = readonly (readonly [Column, ReactNode])[];

/** What the bars show and what they leave out, for whoever reads rather than looks. */
export function LoadTable({ schedule, people }: { schedule: string; people: PersonLoad[] }) {
  const nights = people.flatMap(nightRows);
  return (
    <details className="border-t border-line">
      <summary className="flex min-h-10 cursor-pointer items-center px-3 text-sm text-accent pointer-coarse:min-h-11">
        {words.table}
        <span className="sr-only">: {schedule}</span>
      </summary>
      <Figures schedule={schedule} title={words.tables.time} rows={people.map(timeRow)} />
      <Figures schedule={schedule} title={words.tables.calls} rows={people.map(callRow)} />
      {nights.length > 0 && <Figures schedule={schedule} title={words.tables.nights} rows={nights} />}
    </details>
  );
}

/** Every row has the same columns; the first is who it is about. */
function Figures({ schedule, title, rows }: { schedule: string; title: string; rows: Row[] }) {
  const columns = rows[0]?.map(([column]) => column) ?? [];
  return (
    <>
      <h3 className="border-t border-line px-3 pt-3 text-xs font-semibold text-quiet">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section aria-label={words.tableOf(schedule, title)} tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-sm whitespace-nowrap">
          <thead>
            <tr className="text-left text-xs text-quiet">
              {columns.map((column, at) => (
                <th
                  key={column}
                  scope="col"
                  className={`${cell} font-medium ${at === 0 ? '' : 'text-right'}`}
                >
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a person has as many rows as nights, and the order stays.
              <tr key={at}>
                {row.map(([column, value]) =>
                  column === 'person' ? (
                    <th key={column} scope="row" className={`${cell} text-left font-medium`}>
                      {value}
                    </th>
                  ) : (
                    <td key={column} className={`${cell} text-right tabular-nums`}>
                      {value}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const cell = 'px-2 py-2 first:pl-3 last:pr-3';

function timeRow(one: PersonLoad): Row {
  const { hoursBy } = one;
  return [
    ['person', one.person],
    ['hours', words.hours(one.hours)],
    ['share', words.percent(one.share)],
    ['day', words.hours(hoursBy.day)],
    ['evening', words.hours(hoursBy.evening)],
    ['night', words.hours(hoursBy.night)],
    ['weekend', words.hours(hoursBy.weekend)],
    ['worked', words.shortHours(one.worked.hours)],
    ['taken', one.taken],
    ['given', one.given],
  ];
}

function callRow(one: PersonLoad): Row {
  return [
    ['person', one.person],
    ['pages', one.pages],
    ['most', one.mostIn12Hours],
    ['offRota', one.pagesOffRota],
    ['interruptions', one.interruptions],
    ['weekends', one.weekendInterruptions],
    ['ratio', one.ratio === null ? words.none : one.ratio.toFixed(2)],
  ];
}

function nightRows({ person, nights }: PersonLoad): Row[] {
  return nights.map((night) => [
    ['person', person],
    ['date', night.evening],
    ['pages', night.pages],
    ['rest', words.shortHours(night.restHours)],
    ['until', <Dated key="until" at={night.restUntil} />],
    ['kept', words.rest[night.restKept === null ? 'open' : night.restKept ? 'kept' : 'broken']],
  ]);
}
