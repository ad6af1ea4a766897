import { type DurationName, durationNames } from '@muster/contract/measure/measures';
import { useQuery } from '@tanstack/react-query';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { durationsOf } from '../measure/queries.ts';
import { Distribution } from '../measure/reliability-distribution.tsx';
import { PerService, Ratios } from '../measure/reliability-ratios.tsx';
import { words } from '../measure/reliability-words.ts';
import { respondSettings } from '../respond/queries.ts';
import { localZone, useTicking } from '../ui/clock.ts';
import { PickFilter } from '../ui/filters.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

const usualMeasure = 'ttrestore';
const usualDays = 90;
const dayMs = 86_400_000;

/** How long incidents took and how services held, over a period; every choice stands in the address. */
export function ReliabilityScreen() {
  useTitle(words.title);
  const [search, setSearch] = useSearchState();
  const [service, severity] = [one(search.service), one(search.severity)];
  const measure = durationNames.find((name) => name === one(search.measure)) ?? usualMeasure;
  const days = one(search.days) in words.filter.days ? Number(one(search.days)) : usualDays;
  const today = useTicking(startOfDay);
  // The day that goes on belongs to the period, so that what just ended is seen.
  const [from, until] = [today + dayMs - days * dayMs, today + dayMs];
  const filter = {
    from: Temporal.Instant.fromEpochMilliseconds(from).toString({ smallestUnit: 'millisecond' }),
    ...(service ? { service } : {}),
    ...(severity ? { severity } : {}),
  };
  const names = useQuery(services).data?.map(({ name }) => name) ?? [];
  const durations = useQuery(durationsOf(measure, filter));
  return (
    <>
      <Head title={words.title} about={words.about} />
      <Filters
        chosen={{ measure, service, severity, days: String(days) }}
        services={names}
        onChange={setSearch}
      />
      <div className="space-y-8">
        <QueryView query={durations} rows={6}>
          {(answer) => <Distribution measure={measure} answer={answer} from={from} until={until} />}
        </QueryView>
        <Ratios filter={filter} />
        {!service && names.length > 0 && <PerService names={names} filter={filter} />}
      </div>
    </>
  );
}

interface FilterProps {
  chosen: { measure: DurationName; service: string; severity: string; days: string };
  services: readonly string[];
  onChange: (change: Record<string, string>) => void;
}

function Filters({ chosen, services: names, onChange }: FilterProps) {
  const severities = useQuery(respondSettings).data?.severities ?? [];
  const { [usualMeasure]: first, ...others } = words.measures;
  return (
    <fieldset className="mb-6 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <legend className="sr-only">{words.filter.label}</legend>
      <PickFilter
        label={words.filter.measure}
        none={first}
        options={others}
        value={chosen.measure}
        onChange={(measure) => onChange({ measure })}
      />
      <PickFilter
        label={words.filter.service}
        none={words.filter.allServices}
        options={own([...names, ...(chosen.service ? [chosen.service] : [])])}
        value={chosen.service}
        onChange={(service) => onChange({ service })}
      />
      <PickFilter
        label={words.filter.severity}
        none={words.filter.allSeverities}
        options={own([...severities.map(({ name }) => name), ...(chosen.severity ? [chosen.severity] : [])])}
        value={chosen.severity}
        onChange={(severity) => onChange({ severity })}
      />
      <PickFilter
        label={words.filter.period}
        none={words.filter.usual}
        options={words.filter.days}
        value={chosen.days}
        onChange={(days) => onChange({ days })}
      />
    </fieldset>
  );
}

/** Names by themselves. */
function own(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

function startOfDay(now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(localZone).startOfDay()
    .epochMilliseconds;
}
