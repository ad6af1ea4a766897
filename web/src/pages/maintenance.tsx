import type { Maintenance } from '@muster/contract/detect/maintenances';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { one, useSearchState } from '../app/search.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { words } from '../detect/maintenance/messages.ts';
import { openMaintenance } from '../detect/maintenance/open-query.ts';
import { PlanForm } from '../detect/maintenance/plan-form.tsx';
import { pastMaintenance } from '../detect/maintenance/queries.ts';
import { MaintenanceRows } from '../detect/maintenance/rows.tsx';
import { NoticesForm } from '../inform/planned/notices-form.tsx';
import { audiences } from '../ui/audience-words.ts';
import { Button } from '../ui/button.tsx';
import { More, QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Planned work: what runs, what comes, what was, and planning it. */
export function MaintenanceScreen() {
  useTitle(words.title);
  const mayNot = useWhyNotRespond();
  const [search, setSearch] = useSearchState();
  const [telling, setTelling] = useState<Maintenance>();
  const [changing, setChanging] = useState<Maintenance>();
  const names = useQuery(services).data?.map((service) => service.name) ?? [];
  const past = useInfiniteQuery(pastMaintenance);
  const chosen = one(search.service);
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Button
          look="primary"
          disabled={Boolean(mayNot)}
          title={mayNot}
          onClick={() => setSearch({ plan: '1' })}
        >
          {words.plan}
        </Button>
      </Head>
      <div className="space-y-8">
        <Section title={words.open}>
          <QueryView query={useQuery(openMaintenance)} rows={3}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={words.none}>
                  <p>{words.noneText}</p>
                </Empty>
              ) : (
                <MaintenanceRows
                  items={items}
                  label={words.open}
                  open={{ tell: setTelling, change: setChanging }}
                />
              )
            }
          </QueryView>
        </Section>
        <Section title={words.over} quiet>
          <QueryView query={past} rows={2}>
            {({ pages }) => {
              const items = pages.flatMap((part) => part.items);
              if (items.length === 0) return <Empty title={words.nonePast} />;
              return (
                <div className="space-y-4">
                  <MaintenanceRows items={items} label={words.over} />
                  <More query={past} />
                </div>
              );
            }}
          </QueryView>
        </Section>
      </div>
      {one(search.plan) && !mayNot && (
        <PlanForm
          services={names}
          {...(chosen ? { chosen } : {})}
          onClose={() => setSearch({ plan: '', service: '' })}
        />
      )}
      {changing && <PlanForm services={names} of={changing} onClose={() => setChanging(undefined)} />}
      {telling && (
        <NoticesForm maintenance={telling} audienceWords={audiences} onClose={() => setTelling(undefined)} />
      )}
    </>
  );
}
