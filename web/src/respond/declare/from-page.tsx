import type { Page } from '@muster/contract/oncall/pages';
import type { IncidentRow } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { buttonClass } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Commander, SeverityMark, useStatusLabel } from '../marks.tsx';
import { Refuse } from '../prompt/refuse.tsx';
import { incidentsOfPage } from '../queries.ts';
import { words } from './messages.ts';

const hourMs = 3_600_000;

/** On every open page: the three tests whether it is an incident (R13), and the way to declare it. */
export function FromPage({ page }: { page: Page }) {
  const anHour = useTicking((now) => (now - Date.parse(page.openedAt) >= hourMs ? 1 : 0)) === 1;
  const [incident] = useQuery(incidentsOfPage(page.id)).data?.items ?? [];
  if (incident) return <PartOf incident={incident} />;
  if (page.state === 'resolved') return null;
  const to = paths.declare({
    page: page.id,
    title: page.title,
    ...(page.service ? { service: page.service } : {}),
  });
  return (
    <section
      aria-label={words.tests}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border p-3 text-sm sm:px-4 ${
        anHour ? 'border-warning bg-warning-soft' : 'border-line bg-raised'
      }`}
    >
      <p className="min-w-0 flex-1 basis-64">
        <span className="font-medium">{anHour ? words.hourPassed : words.tests}</span>{' '}
        <span className="text-quiet">{words.testsLine}</span>
      </p>
      <Go to={to} data-declare className={buttonClass(anHour ? 'primary' : 'plain', 'small')}>
        {words.declareIncident}
      </Go>
      <Refuse page={page} asks={anHour} />
    </section>
  );
}

/** The page of something that is worked on already leads there, also once it is over. */
function PartOf({ incident }: { incident: IncidentRow }) {
  const { ref, title, severity, severityRank, status, commander, endedAt } = incident;
  const statusLabel = useStatusLabel();
  return (
    <section
      aria-label={words.partOf(ref)}
      className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-xl border border-line bg-raised p-3 text-sm sm:px-4"
    >
      <SeverityMark name={severity} rank={severityRank} />
      <Go
        to={paths.incident(ref)}
        className="min-w-0 font-medium underline underline-offset-2 [overflow-wrap:anywhere]"
      >
        {ref} {title}
      </Go>
      <span className="text-quiet">{statusLabel(status)}</span>
      <Commander name={commander} open={endedAt === null} />
    </section>
  );
}
