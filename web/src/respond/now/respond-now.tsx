import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { openIncidents } from '../queries.ts';
import { GatheredReports } from '../reports/gathered-reports.tsx';
import { OpenIncidents } from './open-incidents.tsx';
import { Owed } from './owed.tsx';

/** The incidents' part of the home screen. The children are for when nothing goes on: nobody says so before. */
export function RespondNow({ children }: { children: ReactNode }): ReactNode {
  const { data, isPending } = useQuery(openIncidents);
  const goesOn = (data?.items.length ?? 0) > 0;
  return (
    <>
      <OpenIncidents incidents={data?.items ?? []} />
      <GatheredReports />
      <Owed />
      {!isPending && !goesOn && children}
    </>
  );
}
