import { getReadiness } from '@muster/contract/oncall/readiness';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useTitle } from '../app/title.ts';
import { isReady } from '../oncall/readiness.ts';
import { words } from '../oncall/readiness-messages.ts';
import { ReadyList } from '../oncall/ready-list.tsx';
import { nowMs } from '../ui/clock.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

const readiness = queryOptions({
  queryKey: ['contacts', 'readiness'],
  queryFn: ({ signal }) => call(getReadiness, { signal }),
  meta: { from: ['schedules', 'policies', 'people', 'coverage'] },
  staleTime: 60_000,
});

/** Everybody whom a rota or a policy names: what is to be mended first, then who is ready. */
export function ReadinessScreen() {
  useTitle(words.title);
  const now = nowMs();
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={useQuery(readiness)} rows={6}>
        {({ items }) => {
          if (items.length === 0)
            return (
              <Empty title={words.nobody}>
                <p>{words.nobodyText}</p>
              </Empty>
            );
          const ready = items.filter((one) => isReady(one, now));
          return (
            <div className="max-w-5xl space-y-8">
              <p className="text-sm">{words.sum(ready.length, items.length)}</p>
              <ReadyList
                title={words.toMend}
                people={items.filter((one) => !ready.includes(one))}
                now={now}
              />
              <ReadyList title={words.ready} people={ready} now={now} />
            </div>
          );
        }}
      </QueryView>
    </>
  );
}
