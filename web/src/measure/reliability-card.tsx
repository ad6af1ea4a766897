import { useQuery } from '@tanstack/react-query';
import { paths } from '../paths.ts';
import { useTicking } from '../ui/clock.ts';
import { Go } from '../ui/go.tsx';
import { Section } from '../ui/section.tsx';
import { Loading } from '../ui/states.tsx';
import { failuresOf, ratioOf } from './queries.ts';
import { words } from './readiness-words.ts';
import { words as figures, lasting } from './reliability-words.ts';

const days = 90;
const dayMs = 86_400_000;

/** How one service held: the two figures that say most, each beside what it leaves out; the rest one click away. */
export function ReliabilityCard({ service }: { service: string }) {
  const today = useTicking((ms) => Math.floor(ms / dayMs) * dayMs);
  const from = Temporal.Instant.fromEpochMilliseconds(today + dayMs - days * dayMs);
  const filter = { from: from.toString({ smallestUnit: 'millisecond' }), service };
  const availability = useQuery(ratioOf('availability', filter));
  const failures = useQuery(failuresOf(filter));
  // Whoever may not read figures misses nothing that is theirs.
  if (availability.isError || failures.isError) return null;
  if (!availability.data || !failures.data) return <Loading rows={1} />;
  const share = availability.data.value;
  const lost = availability.data.parts.lostSeconds ?? 0;
  const between = failures.data.mtbfSeconds;
  return (
    <Section
      title={words.reliability.title}
      beside={
        <Go to={paths.reliability({ service })} className="text-sm text-accent underline">
          {words.reliability.all}
        </Go>
      }
    >
      <dl className="grid grid-cols-1 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2">
        <Figure
          name={figures.availability.title}
          value={share === null ? figures.none : figures.availability.value(share)}
          note={lost > 0 ? figures.availability.lost(lost, availability.data.n) : figures.availability.unlost}
        />
        <Figure
          name={figures.failures.title}
          value={between === null ? figures.failures.more(failures.data.operatingSeconds) : lasting(between)}
          note={words.reliability.failures(failures.data.failures)}
        />
      </dl>
    </Section>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="bg-raised p-3">
      <dt className="text-xs text-quiet">{name}</dt>
      <dd>
        <span className="text-lg font-semibold tabular-nums">{value}</span>{' '}
        <span className="text-sm text-quiet">{note}</span>
      </dd>
    </div>
  );
}
