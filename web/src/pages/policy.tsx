import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTitle } from '../app/title.ts';
import { editWords } from '../oncall/policy-edit-messages.ts';
import { policyWords as words } from '../oncall/policy-messages.ts';
import { Findings, PolicyPathView, UsedBy } from '../oncall/policy-path.tsx';
import { policyPathOf } from '../oncall/policy-queries.ts';
import { RehearsalPanel } from '../oncall/rehearsal-panel.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { useRehearsalKnown } from './rehearsal-known.ts';

/** One policy: its path with the people of now, what is wrong with it, and a night rehearsed. */
export function PolicyScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(name);
  const path = useQuery(policyPathOf(name));
  const known = useRehearsalKnown();
  return (
    <QueryView query={path} rows={6} title={name}>
      {(one) => (
        <>
          <Head title={one.name} about={words.about}>
            <Go to={paths.editPolicy(one.name)} className={buttonClass()}>
              {editWords.edit}
            </Go>
          </Head>
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

function reachedBy(steps: { targets: { people: string[] }[] }[]): string[] {
  return [...new Set(steps.flatMap(({ targets }) => targets.flatMap(({ people }) => people)))].sort();
}
