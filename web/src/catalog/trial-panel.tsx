import { useQuery } from '@tanstack/react-query';
import { Button } from '../ui/button.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { sso } from './sso-messages.ts';
import { trial } from './sso-queries.ts';

/** What came of a trial: what a sign-in would have done, and what the provider said. */
export function TrialPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(trial(id));
  if (query.isError) return <Empty title={sso.trialGone} />;
  return (
    <QueryView query={query} rows={4}>
      {({ provider, isOk, verdict, claims }) => (
        <Section
          title={sso.trialTitle(provider)}
          beside={
            <Button size="small" onClick={onClose}>
              {sso.trialClose}
            </Button>
          }
        >
          <div className="space-y-4">
            <Empty title={verdict} tone={isOk ? 'ok' : 'warning'} />
            {claims.length === 0 ? (
              <p className="text-sm text-quiet">{sso.noClaims}</p>
            ) : (
              <dl className="grid gap-x-4 gap-y-1.5 rounded-lg border border-line bg-raised p-3 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
                {claims.map(({ name, value }) => (
                  <div key={name} className="contents">
                    <dt className="font-mono text-xs leading-5 text-quiet">{name}</dt>
                    <dd className="mb-1 font-mono text-xs leading-5 [overflow-wrap:anywhere] sm:mb-0">
                      {value}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </Section>
      )}
    </QueryView>
  );
}
