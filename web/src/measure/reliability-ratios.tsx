import type { betweenFailures, Ratio } from '@muster/contract/measure/measures';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { failuresOf, type MeasureFilter, ratioOf } from './queries.ts';
import { Beside, Fold, Table } from './reliability-parts.tsx';
import { lasting, words } from './reliability-words.ts';

type Failures = z.output<typeof betweenFailures>;

/** What is one number with its parts: availability, time between failures, kept promises, reopened. */
export function Ratios({ filter }: { filter: MeasureFilter }) {
  const availability = useQuery(ratioOf('availability', filter));
  const failures = useQuery(failuresOf(filter));
  const cadence = useQuery(ratioOf('cadence', filter));
  const reopen = useQuery(ratioOf('reopen', filter));
  return (
    <div className="grid grid-cols-1 items-start gap-6 sm:grid-cols-2">
      <Section title={words.availability.title}>
        <QueryView query={availability} rows={2}>
          {(answer) => <Card value={availabilityText(answer)} note={lostText(answer)} about={answer} />}
        </QueryView>
      </Section>
      <Section title={words.failures.title}>
        <QueryView query={failures} rows={2}>
          {(answer) => (
            <Card value={betweenText(answer)} note={words.failures.count(answer.failures)} about={answer} />
          )}
        </QueryView>
      </Section>
      <Section title={words.cadence.title}>
        <QueryView query={cadence} rows={2}>
          {(answer) => <Cadence answer={answer} />}
        </QueryView>
      </Section>
      <Section title={words.reopen.title}>
        <QueryView query={reopen} rows={2}>
          {(answer) => (
            <Card
              value={answer.value === null ? words.none : words.percent(answer.value)}
              note={
                answer.n === 0 ? words.reopen.nothing : words.reopen.of(answer.parts.reopened ?? 0, answer.n)
              }
              about={answer}
            />
          )}
        </QueryView>
      </Section>
    </div>
  );
}

interface CardProps {
  value: string;
  note: string;
  about: { definition: string; excluded: Ratio['excluded'] };
  children?: ReactNode;
}

function Card({ value, note, about, children }: CardProps) {
  return (
    <div className="rounded-lg border border-line bg-raised">
      <div className="space-y-1 p-3">
        <p>
          <span className="text-lg font-semibold tabular-nums">{value}</span>{' '}
          <span className="text-sm text-quiet">{note}</span>
        </p>
        <Beside excluded={about.excluded} />
      </div>
      {children}
      <Fold title={words.definition}>
        <p className="px-3 pb-3 text-sm text-quiet">{about.definition}</p>
      </Fold>
    </div>
  );
}

function Cadence({ answer }: { answer: Ratio }) {
  const parts = Object.entries(answer.parts);
  return (
    <Card
      value={answer.value === null ? words.none : words.percent(answer.value)}
      note={answer.n === 0 ? words.cadence.nothing : words.cadence.of(answer.n)}
      about={answer}
    >
      {parts.length > 0 && (
        <Table
          label={words.cadence.title}
          columns={[words.cadence.audience, words.cadence.kept]}
          rows={parts.map(([audience, share]) => ({
            key: audience,
            cells: [audience, words.percent(share)],
          }))}
        />
      )}
    </Card>
  );
}

/** Each service in a row; asked for only when somebody opens it. */
export function PerService({ names, filter }: { names: readonly string[]; filter: MeasureFilter }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="rounded-lg border border-line bg-raised"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-10 cursor-pointer items-center px-3 text-sm text-accent pointer-coarse:min-h-11">
        {words.perService}
      </summary>
      {isOpen && <ServiceTable names={names.toSorted().slice(0, 20)} filter={filter} />}
      {names.length > 20 && <p className="px-3 py-2 text-xs text-quiet">{words.perServiceText}</p>}
    </details>
  );
}

function ServiceTable({ names, filter }: { names: readonly string[]; filter: MeasureFilter }) {
  const rows = names.map((name) => ({
    key: name,
    cells: [
      name,
      <ServiceAvailability key="availability" filter={{ ...filter, service: name }} />,
      <ServiceFailures key="failures" filter={{ ...filter, service: name }} />,
    ],
  }));
  const columns = [words.service, words.availability.title, words.failures.title];
  return <Table label={words.perService} columns={columns} rows={rows} />;
}

function ServiceAvailability({ filter }: { filter: MeasureFilter }) {
  const { data } = useQuery(ratioOf('availability', filter));
  return data ? availabilityText(data) : words.none;
}

function ServiceFailures({ filter }: { filter: MeasureFilter }) {
  const { data } = useQuery(failuresOf(filter));
  return data ? `${betweenText(data)} (${data.failures})` : words.none;
}

function availabilityText({ value }: Ratio): string {
  return value === null ? words.none : words.availability.value(value);
}

function lostText({ n, parts }: Ratio): string {
  const lost = parts.lostSeconds ?? 0;
  return lost > 0 ? words.availability.lost(lost, n) : words.availability.unlost;
}

function betweenText({ mtbfSeconds }: Failures): string {
  return mtbfSeconds === null ? words.none : lasting(mtbfSeconds);
}
