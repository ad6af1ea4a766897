import type { NumberSummary, ReportNumber } from '@muster/contract/learn/figures';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { numberText } from './number-text.ts';

/** What all numbers of one name come to, for each unit. */
export function Summary({ name, summary }: { name: string; summary: readonly NumberSummary[] }) {
  return (
    <ul aria-label={words.summary(name)} className="mb-4 space-y-2">
      {summary.map(({ unit, count, sum, median, most }) => (
        <li key={unit} className="rounded-lg border border-line bg-raised p-3 text-sm">
          <p className="text-quiet">
            <span className="font-medium text-text">{name}</span> {words.count(count)}
          </p>
          <dl className="mt-2 grid grid-cols-3 gap-3">
            {(
              [
                [words.sum, sum],
                [words.median, median],
                [words.most, most],
              ] as const
            ).map(([label, value]) => (
              <div key={label}>
                <dt className="text-xs text-quiet">{label}</dt>
                <dd className="figures text-lg font-semibold">{numberText({ value, unit })}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Report by report: what each counted. */
export function NumbersByReport({ items }: { items: readonly ReportNumber[] }) {
  const reports = [...Map.groupBy(items, (one) => one.retrospective).values()];
  return (
    <ul
      aria-label={words.title}
      className="divide-y divide-line rounded-lg border border-line bg-raised text-sm"
    >
      {reports.map((numbers) => (
        <Counted key={numbers[0]?.retrospective} numbers={numbers} />
      ))}
    </ul>
  );
}

function Counted({ numbers }: { numbers: readonly ReportNumber[] }) {
  const [one] = numbers;
  if (!one) return null;
  return (
    <li className="px-3 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <ReportLink one={one} />
        <span className="text-xs text-quiet">
          <Dated at={one.at} />
        </span>
      </div>
      <dl className="mt-2 grid grid-cols-1 gap-x-8 gap-y-1 sm:grid-cols-2 xl:grid-cols-3">
        {numbers
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
          .map((number) => (
            <div key={number.name} className="flex items-baseline justify-between gap-3">
              <dt className="min-w-0 wrap-anywhere text-quiet" title={words.sources[number.source]}>
                {number.name}
              </dt>
              <dd className="figures font-medium whitespace-nowrap">{numberText(number)}</dd>
            </div>
          ))}
      </dl>
    </li>
  );
}

function ReportLink({ one }: { one: ReportNumber }) {
  return (
    <span className="min-w-0 wrap-anywhere">
      <Go to={pathOf(one)} className="font-medium underline">
        {[one.ref, one.title].filter(Boolean).join(' ')}
      </Go>
      {one.state !== 'published' && <span className="ml-2 text-xs text-quiet">{words.draft}</span>}
    </span>
  );
}

const columns = [words.report, words.value, words.source, words.when];

/** The numbers of one name, each with the report that it is from; on a phone as cards, for a table would scroll. */
export function NumberTable({ items }: { items: readonly ReportNumber[] }) {
  return (
    <table className="block w-full rounded-lg border border-line bg-raised text-sm sm:table">
      <caption className="sr-only">{words.title}</caption>
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-xs text-quiet">
          {columns.map((title) => (
            <th
              key={title}
              scope="col"
              className={`px-3 py-2 font-medium ${title === words.value ? 'sm:text-right' : ''}`}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line sm:table-row-group">
        {items.map((one) => (
          <tr
            key={`${one.retrospective} ${one.name}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-3 py-2 sm:table-row sm:p-0"
          >
            <th scope="row" className="text-left font-normal sm:px-3 sm:py-2">
              <ReportLink one={one} />
            </th>
            <td className="figures text-right font-medium whitespace-nowrap sm:px-3 sm:py-2">
              {numberText(one)}
            </td>
            <td className="order-last text-right text-xs text-quiet sm:px-3 sm:py-2 sm:text-left sm:text-sm">
              {words.listSources[one.source]}
            </td>
            <td className="text-xs whitespace-nowrap text-quiet sm:px-3 sm:py-2 sm:text-sm">
              <Dated at={one.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function pathOf({ state, ref, retrospective }: ReportNumber): string {
  if (state === 'published') return paths.publishedReport(retrospective);
  return ref === null ? paths.aloneRetrospective(retrospective) : paths.retrospective(ref);
}
