/** What waits for me beside pages: asked here; what shows it is loaded when there is something to show. */
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { isRoomTime } from '../detect/maintenance/near.ts';
import { openMaintenance } from '../detect/maintenance/open-query.ts';
import { ownFollowUps } from '../learn/followup/own-query.ts';
import { myRetrospectives } from '../learn/retrospective/mine-query.ts';
import { useTicking } from '../ui/clock.ts';

const MyFollowUps = lazy(() =>
  import('../learn/followup/mine.tsx').then(
    (file) => ({ default: file.MyFollowUps }),
    () => ({ default: () => <></> }),
  ),
);

const MyRetrospectives = lazy(() =>
  import('../learn/retrospective/mine.tsx').then(
    (file) => ({ default: file.MyRetrospectives }),
    () => ({ default: () => <></> }),
  ),
);

const MaintenanceNow = lazy(() =>
  import('../detect/maintenance/running.tsx').then(
    (file) => ({ default: file.MaintenanceNow }),
    () => ({ default: () => <></> }),
  ),
);

export function BesidePages(): ReactNode {
  return (
    <>
      <FollowUps />
      <Retrospectives />
      <Maintenance />
    </>
  );
}

function FollowUps() {
  const mine = useQuery(ownFollowUps).data;
  const items = [...(mine?.items ?? []), ...(mine?.checks ?? []), ...(mine?.approvals ?? [])];
  return <Suspense fallback={null}>{items.length > 0 && <MyFollowUps items={items} />}</Suspense>;
}

function Retrospectives() {
  const items = useQuery(myRetrospectives).data?.items ?? [];
  return <Suspense fallback={null}>{items.length > 0 && <MyRetrospectives items={items} />}</Suspense>;
}

function Maintenance() {
  const now = useTicking((ms) => Math.floor(ms / 60_000) * 60_000);
  const items = useQuery(openMaintenance).data?.items ?? [];
  const shown = items.filter((one) => one.state === 'running' || isRoomTime(one, now));
  return (
    <Suspense fallback={null}>{shown.length > 0 && <MaintenanceNow items={shown} now={now} />}</Suspense>
  );
}
