import type { betweenFailures, Ratio } from '@muster/contract/measure/measures';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { audiences } from '../ui/audience-words.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { AvailabilityMonths } from './availability-months.tsx';
import { failuresOf, type MeasureFilter, ratioOf } from './queries.ts';
import { Table } from './reliability-parts.tsx';
import { Card, ShareCard } from './reliability-share.tsx';
import { lasting, words } from './reliability-words.ts';

type Failures = z.output<typeof betweenFailures>;

interface Props {
  filter: MeasureFilter;
  days: number;
}

/** What is one number with its parts: availability, time between failures, and the shares. */
export function Ratios({ filter, days }: Props) {
  const failures = useQuery(failuresOf(filter));
  return (
    <div className="grid grid-cols-1 items-start gap-6 sm:grid-cols-2">
      <One name="availability" filter={filter}>
        {(answer) => (
          <Card value={availabilityText(answer)} note={lostText(answer)} about={answer}>
            <AvailabilityMonths service={filter.service} />
          </Card>
        )}
      </One>
      <Section title={words.failures.title}>
        <QueryView query={failures} rows={2}>
          {(answer) => (
            <Card value={betweenText(answer)} note={words.failures.count(answer.failures)} about={answer}>
              {answer.between.n > 0 && <Between answer={answer} />}
            </Card>
          )}
        </QueryView>
      </Section>
      {shares.map((name) => (
        <One key={name} name={name} filter={filter}>
          {(answer) => (
            <ShareCard
              answer={answer}
              days={days}
              title={words[name].title}
              note={answer.n === 0 ? words[name].nothing : words[name].of(answer.parts, answer.n)}
              parts={partsOf[name](answer.parts)}
            />
          )}
        </One>
      ))}
    </div>
  );
}

const shares = ['cadence', 'follow-ups', 'recurrence', 'reopen', 'actionability'] as const;
type Share = (typeof shares)[number];

function One({
  name,
  filter,
  children,
}: {
  name: Share | 'availability';
  filter: MeasureFilter;
  children: (answer: Ratio) => ReactNode;
}) {
  const query = useQuery(ratioOf(name, filter));
  return (
    <Section title={words[name].title}>
      <QueryView query={query} rows={2}>
        {children}
      </QueryView>
    </Section>
  );
}

type Row = readonly [string, string];

/** What stands in the table of each. */
const partsOf: Readonly<Record<Share, (parts: Ratio['parts']) => Row[]>> = {
  cadence: (parts) =>
    Object.entries(parts).map(([audience, share]): Row => [audienceName(audience), words.percent(share)]),
  'follow-ups': (parts) => named(parts, words['follow-ups'].parts),
  recurrence: () => [],
  reopen: () => [],
  actionability: (parts) => named(parts, words.actionability.parts),
};

/** Audiences are called as everywhere. */
function audienceName(audience: string): string {
  const names: Readonly<Record<string, string>> = audiences;
  return names[audience] ?? audience;
}

function named(parts: Ratio['parts'], names: Readonly<Record<string, string>>): Row[] {
  return Object.entries(names).flatMap(([key, name]): Row[] => {
    const value = parts[key];
    return value === undefined ? [] : [[name, Math.round(value).toLocaleString('en-GB')]];
  });
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

/** Without a failure nobody knows more than that it is longer than the time that was looked at. */
function betweenText({ mtbfSeconds, operatingSeconds }: Failures): string {
  return mtbfSeconds === null ? words.failures.more(operatingSeconds) : lasting(mtbfSeconds);
}

/** The mean alone says little: how the times between them are spread stands below it. */
function Between({ answer: { between } }: { answer: Failures }) {
  const { n } = between;
  const shown = (['p50', 'p75', 'p90', 'p95'] as const).map((key) => ({
    key,
    cells: [words.stats[key], between[key] === null ? words.none : lasting(between[key])],
  }));
  return (
    <Table
      label={words.failures.between(n)}
      columns={[words.failures.between(n), words.columns.value]}
      rows={shown}
    />
  );
}
