import { type DurationName, durationNames } from '@muster/contract/measure/measures';
import { useQuery } from '@tanstack/react-query';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services, teams } from '../catalog/queries.ts';
import { words as practice } from '../measure/maturity-words.ts';
import { durationsOf } from '../measure/queries.ts';
import { Distribution } from '../measure/reliability-distribution.tsx';
import { PeriodEnd } from '../measure/reliability-period.tsx';
import { PerService, Ratios } from '../measure/reliability-ratios.tsx';
import { Spreads } from '../measure/reliability-spread.tsx';
import { words } from '../measure/reliability-words.ts';
import { paths } from '../paths.ts';
import { respondSettings } from '../respond/queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { localZone, useTicking } from '../ui/clock.ts';
import { FoldedFilters, PickFilter } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

const usualMeasure = 'ttrestore';
const usualDays = 90;
const dayMs = 86_400_000;

/** How long incidents took and how services held, over a period; every choice stands in the address. */
export function ReliabilityScreen() {
  useTitle(words.title);
  const [search, setSearch] = useSearchState();
  const chosen = {
    service: one(search.service),
    team: one(search.team),
    severity: one(search.severity),
    kind: one(search.kind),
  };
  const measure = durationNames.find((name) => name === one(search.measure)) ?? usualMeasure;
  const days = one(search.days) in words.filter.days ? Number(one(search.days)) : usualDays;
  const today = useTicking(startOfDay);
  // The last day belongs to the period, so that what just ended is seen.
  const until = (dayOf(one(search.until)) ?? today) + dayMs;
  const from = until - days * dayMs;
  const filter = {
    from: instantOf(from),
    until: instantOf(until),
    ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== '')),
  };
  const names = useQuery(services).data?.map(({ name }) => name) ?? [];
  const durations = useQuery(durationsOf(measure, filter));
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Go to={paths.practice} className={buttonClass()}>
          {practice.title}
        </Go>
      </Head>
      <Filters
        chosen={{ ...chosen, measure, days: String(days), until: one(search.until) }}
        services={names}
        onChange={setSearch}
      />
      <div className="space-y-8">
        <QueryView query={durations} rows={6}>
          {(answer) => <Distribution measure={measure} answer={answer} from={from} until={until} />}
        </QueryView>
        <Spreads filter={filter} />
        <Ratios filter={filter} days={days} />
        {!chosen.service && names.length > 0 && <PerService names={names} filter={filter} />}
      </div>
    </>
  );
}

type Chosen = Record<'service' | 'team' | 'severity' | 'kind' | 'days' | 'until', string>;

interface FilterProps {
  chosen: Chosen & { measure: DurationName };
  services: readonly string[];
  onChange: (change: Record<string, string>) => void;
}

function Filters({ chosen, services: names, onChange }: FilterProps) {
  const { [usualMeasure]: first, ...others } = words.measures;
  const pick = (
    name: keyof Chosen | 'measure',
    label: string,
    none: string,
    options: Record<string, string>,
  ) => (
    <PickFilter
      label={label}
      none={none}
      options={options}
      value={chosen[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  const settings = useQuery(respondSettings).data;
  const kinds = Object.fromEntries(settings?.types.map(({ name, label }) => [name, label]) ?? []);
  const teamNames = useQuery(teams).data?.map(({ name }) => name) ?? [];
  const { filter } = words;
  return (
    <fieldset className="mb-6 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <legend className="sr-only">{filter.label}</legend>
      {pick('measure', filter.measure, first, others)}
      {pick('days', filter.period, filter.usual, filter.days)}
      {pick('service', filter.service, filter.allServices, own([...names, chosen.service]))}
      <FoldedFilters label={filter.more}>
        {pick('team', filter.team, filter.allTeams, own([...teamNames, chosen.team]))}
        {pick(
          'severity',
          filter.severity,
          filter.allSeverities,
          own([...(settings?.severities.map(({ name }) => name) ?? []), chosen.severity]),
        )}
        {pick('kind', filter.kind, filter.allKinds, { ...own([chosen.kind]), ...kinds })}
        <PeriodEnd value={chosen.until} onChange={(until) => onChange({ until })} />
      </FoldedFilters>
    </fieldset>
  );
}

/** Names by themselves. */
function own(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.filter(Boolean).map((name) => [name, name]));
}

function instantOf(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' });
}

/** The beginning of a day as it stands in the address; undefined for none, and for what is no day. */
function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime(localZone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function startOfDay(now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(localZone).startOfDay()
    .epochMilliseconds;
}
