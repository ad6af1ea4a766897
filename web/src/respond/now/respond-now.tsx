import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { useIsReader } from '../../app/session.tsx';
import { openIncidents } from '../queries.ts';
import { gathered } from '../reports/gathered-query.ts';
import { OpenIncidents } from './open-incidents.tsx';
import { Owed } from './owed.tsx';

const GatheredReports = lazy(() =>
  import('../reports/gathered-reports.tsx').then(
    (file) => ({ default: file.GatheredReports }),
    () => ({ default: () => <></> }),
  ),
);

/** The incidents' part of the home screen. The children are for when nothing goes on: nobody says so before. */
export function RespondNow({ children }: { children: ReactNode }): ReactNode {
  const { data, isPending } = useQuery(openIncidents);
  const goesOn = (data?.items.length ?? 0) > 0;
  return (
    <>
      <OpenIncidents incidents={data?.items ?? []} />
      <Reports />
      <Owed />
      {!isPending && !goesOn && children}
    </>
  );
}

function Reports() {
  const items = useQuery({ ...gathered, enabled: useIsReader() }).data?.items ?? [];
  return <Suspense fallback={null}>{items.length > 0 && <GatheredReports items={items} />}</Suspense>;
}
