import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRowKeys } from '../app/keys.ts';
import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { oneService, services } from '../catalog/queries.ts';
import { ServiceGraph } from '../catalog/service-graph.tsx';
import { ServiceFacts } from '../catalog/service-table.tsx';
import { AlertRows } from '../detect/alert-rows.tsx';
import { words as maintenance } from '../detect/maintenance/messages.ts';
import { RunningMaintenance } from '../detect/maintenance/running.tsx';
import { words as detect } from '../detect/messages.ts';
import { alertsOfService } from '../detect/queries.ts';
import { FollowButton } from '../inform/following/follow-button.tsx';
import { ServiceFollowUps } from '../learn/followup/panels.tsx';
import { ServiceReadiness } from '../measure/readiness-panel.tsx';
import { ReliabilityCard } from '../measure/reliability-card.tsx';
import { words as oncall } from '../oncall/messages.ts';
import { PageRows } from '../oncall/page-rows.tsx';
import { pageList } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { Freeze } from '../respond/claims/freeze.tsx';
import { RecentIncidents } from '../respond/list/recent-incidents.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** One service: who owns it, what leans on it, what happened lately. */
export function ServiceScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(name);
  useRowKeys();
  const service = useQuery(oneService(name));
  return (
    <QueryView query={service} rows={5} title={name}>
      {(one) => (
        <>
          <Head title={one.name}>
            <Go to={paths.maintenance({ plan: '1', service: one.name })} className={buttonClass()}>
              {maintenance.plan}
            </Go>
            <FollowButton kind="service" subject={one.name} name={one.name} />
          </Head>
          <div className="space-y-8">
            <RunningMaintenance service={one.name} />
            <Freeze service={one.name} />
            <ServiceFacts service={one} />
            <ReliabilityCard service={one.name} />
            <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2">
              <RecentIncidents service={one.name} />
              <ServiceReadiness name={one.name} />
            </div>
            <ServiceFollowUps service={one.name} />
            <Neighbours name={one.name} near={[...one.dependsOn, ...one.dependents]} />
            <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
              <RecentPages name={name} />
              <RecentAlerts name={name} />
            </div>
          </div>
        </>
      )}
    </QueryView>
  );
}

function Neighbours({ name, near }: { name: string; near: string[] }) {
  const all = useQuery(services).data ?? [];
  const shown = all.filter((one) => one.name === name || near.includes(one.name));
  if (shown.length < 2) return null;
  return (
    <Section title={words.services.graph}>
      <ServiceGraph services={shown} here={name} label={words.services.graph} />
    </Section>
  );
}

function RecentPages({ name }: { name: string }) {
  return (
    <Section
      title={words.services.pages}
      beside={
        <Go to={paths.pages({ state: 'all', service: name })} className="text-sm text-accent underline">
          {oncall.list.all}
        </Go>
      }
    >
      <QueryView query={useInfiniteQuery(pageList({ service: name }))} rows={2}>
        {({ pages }) => {
          const items = pages[0]?.items.slice(0, 10) ?? [];
          return items.length === 0 ? (
            <Empty title={oncall.list.emptyOpen} />
          ) : (
            <PageRows pages={items} label={words.services.pages} />
          );
        }}
      </QueryView>
    </Section>
  );
}

function RecentAlerts({ name }: { name: string }) {
  return (
    <Section
      title={words.services.alerts}
      beside={
        <Go to={paths.alerts({ state: 'all', service: name })} className="text-sm text-accent underline">
          {detect.list.all}
        </Go>
      }
    >
      <QueryView query={useQuery(alertsOfService(name))} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={detect.list.none} />
          ) : (
            <AlertRows alerts={items} label={words.services.alerts} />
          )
        }
      </QueryView>
    </Section>
  );
}
