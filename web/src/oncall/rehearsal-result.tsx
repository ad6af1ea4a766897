import type { RehearsedHere, ToldHere } from '@muster/contract/oncall/policy-path';
import { cx } from '../ui/class-names.ts';
import { locale } from '../ui/duration.ts';
import { Mark } from '../ui/mark.tsx';
import { Sentence } from '../ui/time.tsx';
import { words as oncall } from './messages.ts';
import { policyWords as words } from './policy-messages.ts';

/** More would be a wall, not a picture. */
const MOST_DRAWN = 200;

/** What a rehearsal showed: drawn as a path, as a table, and every decision in words. */
export function RehearsalResult({ result, zone }: { result: RehearsedHere; zone: string }) {
  const told = result.told.slice(0, MOST_DRAWN);
  const minutes = [...Map.groupBy(told, ({ minute }) => minute)];
  return (
    <div className="space-y-4" aria-live="polite">
      {minutes.length === 0 ? (
        <Mark tone="critical" word={words.toldNobody} />
      ) : (
        <ol className="border-l-2 border-line-strong/60 pl-5">
          {minutes.map(([minute, ones]) => (
            <Minute key={minute} told={ones} zone={zone} />
          ))}
        </ol>
      )}
      <p className="text-sm font-medium">{endOf(result)}</p>
      {result.told.length > MOST_DRAWN && <p className="text-sm text-quiet">{words.earlier}</p>}
      <details>
        <summary className="text-sm text-accent">
          {words.table} ({words.told(result.told.length)})
        </summary>
        <ToldTable told={told} zone={zone} />
      </details>
      <Decisions result={result} />
    </div>
  );
}

function Minute({ told, zone }: { told: ToldHere[]; zone: string }) {
  const [first] = told;
  if (!first) return null;
  const fails = told.every(({ problem }) => problem !== null);
  return (
    <li className="relative pb-3 last:pb-0">
      <span
        aria-hidden="true"
        className={cx(
          'absolute top-1.5 -left-[1.69rem] size-3 rounded-full border-2',
          fails ? 'border-critical bg-surface' : 'border-accent bg-accent',
        )}
      />
      <p className="text-sm">
        <span className="font-semibold tabular-nums">{clockOf(first.at, zone)}</span>{' '}
        <span className="text-quiet tabular-nums">{words.plus(first.minute)}</span>
      </p>
      <ul className="text-sm">
        {told.map((one) => (
          <li key={`${one.person} ${one.via} ${one.why}`}>
            <span className="font-medium">{one.person}</span>{' '}
            <span>
              {oncall.by} {oncall.kindShort[one.kind] ?? one.kind}
            </span>{' '}
            <span className="text-quiet">{one.why}</span>
            {one.problem !== null && <span className="block text-critical">{words.fails(one.problem)}</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}

function ToldTable({ told, zone }: { told: ToldHere[]; zone: string }) {
  return (
    <div>
      <table className="w-full text-sm">
        <caption className="sr-only">{words.result}</caption>
        <thead className="text-xs text-quiet">
          <tr>
            {Object.values(words.columns).map((column) => (
              <th key={column} scope="col" className="py-1 pr-3">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {told.map((one) => (
            <tr key={`${one.minute} ${one.person} ${one.via} ${one.why}`}>
              <td className="py-1.5 pr-3 whitespace-nowrap tabular-nums">
                {clockOf(one.at, zone)} <span className="text-quiet">{words.plus(one.minute)}</span>
              </td>
              <th scope="row" className="py-1.5 pr-3">
                {one.person}
              </th>
              <td className="py-1.5 pr-3">{oncall.kindShort[one.kind] ?? one.kind}</td>
              <td className="py-1.5 pr-3">{one.why}</td>
              <td className="py-1.5">{one.problem === null ? words.arrives : words.fails(one.problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Decisions({ result }: { result: RehearsedHere }) {
  return (
    <details>
      <summary className="text-sm text-accent">{words.decisions}</summary>
      <ol className="mt-2 border-l-2 border-line">
        {result.entries.slice(0, 2 * MOST_DRAWN).map((entry, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: entries are a record that never moves.
            key={index}
            className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 py-1 pl-3 text-sm"
          >
            <span className="text-quiet tabular-nums">{words.plus(entry.minute)}</span>
            <span>
              <Sentence text={entry.text} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function endOf({ state, escalation }: RehearsedHere): string {
  return state === 'triggered' ? words.state.triggered[escalation] : words.state[state];
}

function clockOf(at: string, zone: string): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toLocaleString(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
}
