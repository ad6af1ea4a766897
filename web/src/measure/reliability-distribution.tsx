import type { DurationName, Durations } from '@muster/contract/measure/measures';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { Dated } from '../ui/time.tsx';
import { Dots } from './reliability-chart.tsx';
import { Beside, Definition, Fold, Table } from './reliability-parts.tsx';
import { lasting, words } from './reliability-words.ts';
import { slowest } from './slowest.ts';

/** Rows of the table; the dots show the rest. */
const mostRows = 200;

interface Props {
  measure: DurationName;
  answer: Durations;
  /** In milliseconds. */
  from: number;
  until: number;
}

/** One duration of all incidents of a period: dots, percentiles, the change, what was left out, and the table. */
export function Distribution({ measure, answer, from, until }: Props) {
  const { values, flagged, n, p50 } = answer;
  const days = Math.round((until - from) / 86_400_000);
  return (
    <Section title={words.measures[measure]}>
      <div className="rounded-lg border border-line bg-raised">
        <div className="space-y-3 p-3">
          {n === 0 && flagged.length === 0 ? (
            <Empty title={words.empty}>
              <p>{words.emptyText}</p>
            </Empty>
          ) : (
            <>
              <Percentiles answer={answer} />
              <p className="text-sm">{changeOf(answer, days)}</p>
              <Dots values={values} flagged={flagged} p50={p50} from={from} until={until} />
              <p className="text-xs text-quiet">
                {words.scale} {flagged.length > 0 && words.flagged}
              </p>
              <Slowest measure={measure} values={values} />
            </>
          )}
          <Beside excluded={answer.excluded} />
        </div>
        <Definition about={answer} />
        {n + flagged.length > 0 && <ByIncident measure={measure} answer={answer} />}
      </div>
    </Section>
  );
}

function Percentiles({ answer }: { answer: Durations }) {
  const { n, p50, p75, p90, p95 } = answer;
  const shown = (seconds: number | null) => (seconds === null ? words.none : lasting(seconds));
  const stats = [
    [words.stats.n, n.toLocaleString('en-GB')],
    [words.stats.p50, shown(p50)],
    [words.stats.p75, shown(p75)],
    [words.stats.p90, shown(p90)],
    [words.stats.p95, shown(p95)],
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-3 gap-3 sm:grid-cols-5">
        {stats.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-quiet">{name}</dt>
            <dd className="text-lg font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {p95 === null && <p className="text-xs text-quiet">{words.fewer}</p>}
    </>
  );
}

/** What took longest, each with the way to its log: there it stands why (R55). */
function Slowest({ measure, values }: { measure: DurationName; values: Durations['values'] }) {
  const found = slowest(values);
  if (found.length === 0) return null;
  return (
    <section aria-label={words.slowest}>
      <h3 className="text-sm font-medium">{words.slowest}</h3>
      <ol className="divide-y divide-line text-sm">
        {found.map(({ ref, seconds, at }) => (
          <li key={ref} className="flex min-h-9 flex-wrap items-center gap-x-3 py-1">
            <span className="font-medium">{ref}</span>
            <span className="tabular-nums">{lasting(seconds)}</span>
            <span className="text-quiet">
              <Dated at={at} />
            </span>
            <Go
              to={paths.incident(ref, { tab: 'log' })}
              aria-label={words.whyOf(ref, words.measures[measure])}
              className="ml-auto text-accent underline underline-offset-2"
            >
              {words.why}
            </Go>
          </li>
        ))}
      </ol>
    </section>
  );
}

function changeOf({ change }: Durations, days: number): string {
  if (change === null) return words.change.unknown(days);
  const { difference, low, high, isDetectable } = change;
  if (!isDetectable) return words.change.undetectable(days, difference, low, high);
  return words.change[difference < 0 ? 'shorter' : 'longer'](days, difference, low, high);
}

function ByIncident({ measure, answer }: { measure: DurationName; answer: Durations }) {
  const { values, flagged, n } = answer;
  const shown = values.slice(0, mostRows);
  const rows = [
    ...shown.map((one) => ({ ...one, took: lasting(one.seconds) })),
    ...flagged.slice(0, mostRows).map((one) => ({ ...one, took: words.beside(one.reason, one.seconds) })),
  ];
  return (
    <Fold title={words.table}>
      <Table
        label={words.tableOf(words.measures[measure])}
        columns={[words.columns.incident, words.columns.resolved, words.columns.took]}
        rows={rows.map(({ ref, at, took }) => ({
          key: ref,
          cells: [
            <Go key="ref" to={paths.incident(ref)} className="text-accent underline">
              {ref}
            </Go>,
            <Dated key="at" at={at} />,
            took,
          ],
        }))}
      />
      {shown.length < n && <p className="px-3 py-2 text-xs text-quiet">{words.latest(shown.length, n)}</p>}
    </Fold>
  );
}
