import type { Parts } from '@muster/contract/measure/measures';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { type MeasureFilter, partsOf } from './queries.ts';
import { Beside, Definition, Fold, Table } from './reliability-parts.tsx';
import { lasting, words } from './reliability-words.ts';

/** What is a distribution for each of several parts: how incidents were noticed, and where their time went. */
export function Spreads({ filter }: { filter: MeasureFilter }) {
  const detection = useQuery(partsOf('detection', filter));
  const statuses = useQuery(partsOf('statuses', filter));
  return (
    <div className="grid grid-cols-1 items-start gap-6 sm:grid-cols-2">
      <Section title={words.detection.title}>
        <QueryView query={detection} rows={3}>
          {(answer) => (
            <Spread
              answer={answer}
              label={words.detection.title}
              column={words.detection.column}
              note={answer.value === null ? words.detection.nothing : words.detection.machine(answer.value)}
              nameOf={(name) => words.detection.sources[name] ?? name}
            />
          )}
        </QueryView>
      </Section>
      <Section title={words.statuses.title}>
        <QueryView query={statuses} rows={3}>
          {(answer) => (
            <Spread
              answer={answer}
              label={words.statuses.title}
              column={words.statuses.column}
              note={answer.n === 0 ? words.statuses.nothing : words.statuses.of(answer.n)}
              nameOf={(name) => name}
            />
          )}
        </QueryView>
      </Section>
    </div>
  );
}

interface Props {
  answer: Parts;
  label: string;
  column: string;
  note: string;
  nameOf: (name: string) => string;
}

function Spread({ answer, label, column, note, nameOf }: Props) {
  return (
    <div className="rounded-lg border border-line bg-raised">
      <div className="space-y-3 p-3">
        <p className="text-sm">{note}</p>
        <Bars parts={answer.parts} nameOf={nameOf} />
        <Beside excluded={answer.excluded} />
      </div>
      {answer.parts.length > 0 && (
        <Fold title={words.table}>
          <Table
            label={label}
            columns={[column, ...tableColumns]}
            rows={answer.parts.map((one) => rowOf(one, nameOf))}
          />
        </Fold>
      )}
      <Definition about={answer} />
    </div>
  );
}

/** The table says the same, so a reader skips them. */
function Bars({ parts, nameOf }: Pick<Props, 'nameOf'> & { parts: Parts['parts'] }) {
  return (
    <ul className="space-y-2" aria-hidden="true">
      {parts.map(({ name, share }) => (
        <li key={name} className="text-sm">
          <span className="flex justify-between gap-2">
            <span className="min-w-0 truncate">{nameOf(name)}</span>
            <span className="tabular-nums text-quiet">{words.percent(share)}</span>
          </span>
          <span className="mt-1 block h-2 overflow-hidden rounded bg-line">
            <span className="block h-full rounded bg-accent" style={{ width: `${share * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

const tableColumns = [
  words.columns.share,
  words.stats.n,
  words.stats.p50,
  words.stats.p75,
  words.stats.p90,
  words.stats.p95,
];

function rowOf({ name, share, n, ...percentiles }: Parts['parts'][number], nameOf: Props['nameOf']) {
  const { p50, p75, p90, p95 } = percentiles;
  const shown = [p50, p75, p90, p95].map((one) => (one === null ? words.none : lasting(one)));
  return { key: name, cells: [nameOf(name), words.percent(share), n.toLocaleString('en-GB'), ...shown] };
}
