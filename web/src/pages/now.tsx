import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { useRowKeys } from '../app/keys.ts';
import { messages } from '../app/messages.ts';
import { useMe, useWhyNotAdmin, useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { firstSteps } from '../catalog/queries.ts';
import { AcknowledgeKey } from '../oncall/acknowledge-key.tsx';
import { Care } from '../oncall/care.tsx';
import { words as oncall } from '../oncall/messages.ts';
import { MyPages } from '../oncall/my-pages.tsx';
import { OnCallNow } from '../oncall/on-call-now.tsx';
import { byLoudness, isMine } from '../oncall/optimistic.ts';
import { PageRows } from '../oncall/page-rows.tsx';
import { coverage, onCallNow, openPages } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { localZone, nowMs } from '../ui/clock.ts';
import { zoneName } from '../ui/duration.ts';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { words } from './messages.ts';

/** Not in the first load. When its file does not come, the screen of whoever was woken stands without it. */
const HandoverCards = lazy(() =>
  import('../oncall/handover-cards.tsx').then(
    (file) => ({ default: file.HandoverCards }),
    () => ({ default: () => null }),
  ),
);

const BesidePages = lazy(() =>
  import('./now-beside.tsx').then(
    (file) => ({ default: file.BesidePages }),
    () => ({ default: () => null }),
  ),
);

const RespondNow = lazy(() =>
  import('../respond/now/respond-now.tsx').then(
    (file) => ({ default: file.RespondNow }),
    () => ({ default: ({ children }: { children: ReactNode }) => children }),
  ),
);

/** Home: what needs me, then what goes on, then who is on call and what needs care. Quiet when all is well. */
export function NowScreen() {
  const me = useMe().name;
  const pages = useQuery(openPages);
  const waiting = pages.data?.items.filter((page) => page.state === 'triggered').length ?? 0;
  useTitle(waiting > 0 ? `(${waiting}) ${messages.nav.now}` : messages.nav.now);
  useRowKeys();
  const mayHandOver = useWhyNotRespond() === undefined;
  const now = useQuery(onCallNow);
  const care = useQuery(coverage);
  return (
    <>
      <h1 className="sr-only">{messages.nav.now}</h1>
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="min-w-0 space-y-8">
          <QueryView query={pages} rows={2}>
            {({ items }) => {
              const mine = items.filter((page) => isMine(page, me)).sort(byLoudness);
              const others = items.filter((page) => !isMine(page, me)).sort(byLoudness);
              return (
                <>
                  <AcknowledgeKey pages={items} mine={mine} />
                  <MyPages pages={mine} />
                  <Suspense fallback={null}>
                    <RespondNow>{items.length === 0 && <AllIsWell />}</RespondNow>
                  </Suspense>
                  {others.length > 0 && (
                    <Section title={oncall.now.others}>
                      <PageRows pages={others} label={oncall.now.others} />
                    </Section>
                  )}
                  {items.length === 0 && <FirstRun />}
                </>
              );
            }}
          </QueryView>
          {/* Below the pages: a card that comes later must not move a button that is about to be pressed. */}
          <Suspense fallback={null}>{mayHandOver && now.data && <HandoverCards />}</Suspense>
          {/* What waits until tomorrow is loaded after what is asked first: who is paged, and who is on call. */}
          <Suspense fallback={null}>{!now.isPending && <BesidePages />}</Suspense>
        </div>
        <div className="min-w-0 space-y-8">
          <Section
            title={oncall.now.onCall}
            beside={<span className="text-xs text-quiet">{zoneName(localZone, nowMs())}</span>}
          >
            <QueryView query={now}>
              {({ items }) =>
                items.length === 0 ? (
                  <Empty title={oncall.now.noSchedule}>
                    <p>{oncall.now.noScheduleText}</p>
                  </Empty>
                ) : (
                  <OnCallNow schedules={items} />
                )
              }
            </QueryView>
          </Section>
          <QueryView query={care} rows={1}>
            {(answer) => <Care coverage={answer} />}
          </QueryView>
        </div>
      </div>
      {pages.data && pages.data.items.length > 0 && (
        <div className="mt-8">
          <FirstRun />
        </div>
      )}
    </>
  );
}

/** Nothing is well before anything is set up: then the first steps stand here instead. */
function AllIsWell() {
  const steps = useQuery(firstSteps).data?.steps ?? [];
  const watching = steps.length === 0 || steps.some((one) => one.id === 'oncall' && one.done);
  const mayNot = useWhyNotAdmin();
  if (watching) return <Well />;
  return (
    mayNot && (
      <Empty title={words.now.notWatching}>
        <p>{words.now.notWatchingText}</p>
      </Empty>
    )
  );
}

function Well() {
  return (
    <section className="rounded-xl bg-ok-soft px-4 py-8 text-center">
      <h2 className="text-lg text-ok">{oncall.now.well}</h2>
      <p className="mt-1 text-sm">{oncall.now.wellText}</p>
    </section>
  );
}

/** Only for those who can finish the set-up, and only until they have; a failure to ask is not worth a word here. */
function FirstRun() {
  const mayNot = useWhyNotAdmin();
  const steps = useQuery({ ...firstSteps, enabled: !mayNot }).data?.steps;
  const done = steps?.filter((one) => one.done).length ?? 0;
  if (mayNot || !steps || done === steps.length) return null;
  const nothing = done === 0;
  return (
    <section className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-raised p-4">
      <div>
        <h2>{nothing ? words.now.firstRun : words.now.progress(done, steps.length)}</h2>
        <p className="text-sm text-quiet">{words.now.firstRunText}</p>
      </div>
      <Go to={paths.setup} className={buttonClass(nothing ? 'primary' : 'plain')}>
        {nothing ? words.now.start : words.now.continue}
      </Go>
    </section>
  );
}
