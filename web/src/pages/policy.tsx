import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTitle } from '../app/title.ts';
import { peopleHere, services } from '../catalog/queries.ts';
import { policyWords as words } from '../oncall/policy-messages.ts';
import { Findings, PolicyPathView, UsedBy } from '../oncall/policy-path.tsx';
import { policyPathOf } from '../oncall/policy-queries.ts';
import { pageList } from '../oncall/queries.ts';
import { RehearsalPanel } from '../oncall/rehearsal-panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';

/** One policy: its path with the people of now, what is wrong with it, and a night rehearsed. */
export function PolicyScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(name);
  const path = useQuery(policyPathOf(name));
  const known = useKnown();
  return (
    <QueryView query={path} rows={6} title={name}>
      {(one) => (
        <>
          <Head title={one.name} about={words.about} />
          <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
            <div className="space-y-8">
              <Section title={words.findings}>
                <Findings findings={one.findings} />
              </Section>
              <Section title={words.path}>
                <PolicyPathView path={one} />
              </Section>
              <Section title={words.services}>
                <UsedBy services={one.services} />
              </Section>
            </div>
            <Section title={words.rehearsal}>
              <p className="mb-3 text-sm text-quiet">{words.rehearsalAbout}</p>
              <RehearsalPanel
                policy={name}
                {...known}
                firstService={one.services[0]?.name ?? ''}
                people={reachedBy(one.steps)}
              />
            </Section>
          </div>
        </>
      )}
    </QueryView>
  );
}

/** What a rehearsal offers to choose from. */
function useKnown() {
  const everybody = useQuery(peopleHere).data ?? [];
  const all = useQuery(services).data ?? [];
  const past = useInfiniteQuery(pageList({})).data?.pages[0]?.items ?? [];
  return {
    zones: everybody.map((one) => one.timeZone).sort(),
    services: all.map((one) => one.name),
    past: past.slice(0, 20),
  };
}

function reachedBy(steps: { targets: { people: string[] }[] }[]): string[] {
  return [...new Set(steps.flatMap(({ targets }) => targets.flatMap(({ people }) => people)))].sort();
}
