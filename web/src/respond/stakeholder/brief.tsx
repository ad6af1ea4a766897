import type { Brief as BriefAnswer } from '@muster/contract/respond/brief';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useIsReader } from '../../app/session.tsx';
import { useTitle } from '../../app/title.ts';
import { paths } from '../../paths.ts';
import { useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Ago, At, Countdown, Dated } from '../../ui/time.tsx';
import { SeverityMark, useStatusLabel } from '../marks.tsx';
import { words as frame } from '../messages.ts';
import { words } from './messages.ts';
import { briefOf } from './queries.ts';

/** For whoever waits for news: how it stands, whom it hits, what was said last, when the next is due. Nothing else. */
export function Brief({ reference, children }: { reference: string; children?: ReactNode }) {
  const query = useQuery(briefOf(reference));
  useTitle(query.data ? `${query.data.ref} ${query.data.title}` : frame.title);
  return (
    <QueryView query={query} rows={5} title={frame.title}>
      {(brief) => (
        <article className="mx-auto max-w-2xl space-y-6">
          <Head brief={brief} />
          <Situation brief={brief} />
          <ImpactList brief={brief} />
          <LastNews brief={brief} />
          {children}
        </article>
      )}
    </QueryView>
  );
}

function Head({ brief }: { brief: BriefAnswer }) {
  const isReader = useIsReader();
  return (
    <header className="space-y-1.5">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
        <SeverityMark name={brief.severity.name} rank={brief.severity.rank} />
        <span className="font-medium">{brief.ref}</span>
        <span className="text-quiet">
          {words.began} <Ago at={brief.declaredAt} />
        </span>
        {brief.endedAt && (
          <span className="text-quiet">
            {words.ended} <Ago at={brief.endedAt} />
          </span>
        )}
        {isReader && (
          <Go to={paths.incident(brief.ref)} className="ml-auto text-accent underline underline-offset-2">
            {words.whole}
          </Go>
        )}
      </p>
      <h1 className="[overflow-wrap:anywhere]">{brief.title}</h1>
      {brief.kind === 'drill' && <Mark tone="info" word={words.drill} />}
    </header>
  );
}

function Situation({ brief }: { brief: BriefAnswer }) {
  const label = useStatusLabel();
  return (
    <section aria-label={words.state} className="rounded-xl border border-line bg-raised p-4">
      <p className="text-sm text-quiet">{label(brief.status)}</p>
      <p className="text-lg">{brief.situation}</p>
      {brief.commander && <p className="text-sm text-quiet">{words.commander(brief.commander)}</p>}
      {brief.mergedInto && (
        <Go to={paths.incident(brief.mergedInto)} className="text-accent underline underline-offset-2">
          {words.merged(brief.mergedInto)}
        </Go>
      )}
      <p className="mt-3 border-t border-line pt-3" aria-live="polite">
        <span className="text-sm text-quiet">{words.nextNews}: </span>
        <Next brief={brief} />
      </p>
    </section>
  );
}

function Next({ brief }: { brief: BriefAnswer }) {
  if (brief.nextUpdateAt) return <Due at={brief.nextUpdateAt} />;
  return brief.endedAt ? words.over : words.noPromise;
}

function Due({ at }: { at: string }) {
  const late = useTicking((now) => (Date.parse(at) <= now ? 1 : 0));
  if (late === 1)
    return (
      <span className="text-warning">
        <Mark tone="warning" word={words.late} /> <At at={at} />
      </span>
    );
  return (
    <span className="font-medium">
      {words.promised} <Countdown to={at} />, {words.at} <At at={at} />
    </span>
  );
}

function ImpactList({ brief }: { brief: BriefAnswer }) {
  return (
    <Section title={words.impact}>
      {brief.impact.length === 0 ? (
        <p className="text-sm">{words.impactUnknown}</p>
      ) : (
        <ul className="space-y-2">
          {brief.impact.map((one) => (
            <li key={`${one.from} ${one.who}`}>
              <p>
                <span className="font-medium">{words.levels[one.level]}</span>
                {one.who && `: ${one.who}`}
                {one.count !== null && ` (${words.people(one.count)})`}
              </p>
              <p className="text-sm text-quiet">
                {words.since} <Dated at={one.from} />
                {one.until && (
                  <>
                    {' '}
                    {words.until} <Dated at={one.until} />
                  </>
                )}
                , {words.confidence[one.confidence]}
                {one.services.length > 0 && `, ${one.services.join(', ')}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function LastNews({ brief }: { brief: BriefAnswer }) {
  return (
    <Section title={words.lastNews}>
      {brief.lastUpdate ? (
        <>
          <p className="[overflow-wrap:anywhere] whitespace-pre-wrap">{brief.lastUpdate.text}</p>
          <p className="mt-1 text-sm text-quiet">
            <Ago at={brief.lastUpdate.at} />
          </p>
        </>
      ) : (
        <p className="text-sm">{words.noNews}</p>
      )}
    </Section>
  );
}
