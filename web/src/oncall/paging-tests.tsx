import { listPagingTests, type PagingTest, startPagingTest } from '@muster/contract/oncall/paging-tests';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { span } from '../ui/duration.ts';
import { Mark, type Tone } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words as oncall } from './messages.ts';
import { words } from './paging-test-messages.ts';
import { PagingTestPlanForm } from './paging-test-plan.tsx';

const mostShown = 5;

export const pagingTests = (name: string) =>
  queryOptions({
    queryKey: [`schedule:${name}`, 'tests'],
    queryFn: ({ signal }) => call(listPagingTests, { params: { name }, signal }),
    // What became of each message is told by no hint.
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'running') ? 5000 : false),
  });

/** Whether it rings for whoever is on call: a button, the last results, and each week by itself. */
export function PagingTests(props: { schedule: string; zone: string; mayNot: string | undefined }) {
  const { schedule, zone, mayNot } = props;
  return (
    <div className="space-y-4">
      <p className="text-sm text-quiet">{words.about}</p>
      <Start schedule={schedule} />
      <QueryView query={useQuery(pagingTests(schedule))} rows={2}>
        {({ items, plan }) => (
          <>
            {items.length === 0 ? (
              <p className="text-sm text-quiet">{words.none}</p>
            ) : (
              <Rows label={words.title}>
                {items.slice(0, mostShown).map((one) => (
                  <Result key={one.id} one={one} />
                ))}
              </Rows>
            )}
            <PagingTestPlanForm schedule={schedule} zone={zone} plan={plan} mayNot={mayNot} />
          </>
        )}
      </QueryView>
    </div>
  );
}

function Start({ schedule }: { schedule: string }) {
  const client = useQueryClient();
  const mayNot = useWhyNotRespond();
  const start = useMutation({
    mutationFn: (atNight: boolean) =>
      call(startPagingTest, { params: { name: schedule }, body: { atNight } }),
    onSuccess: ({ items }) => {
      const rings = items.some((one) => one.state === 'running');
      say(rings ? words.started : words.nothingRang, rings ? 'ok' : 'info');
      return client.invalidateQueries({ queryKey: pagingTests(schedule).queryKey });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  return (
    <form
      className="flex flex-wrap items-center gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(new FormData(event.currentTarget).get('atNight') !== null);
      }}
    >
      <Button type="submit" whyNot={mayNot} busy={start.isPending}>
        {words.start}
      </Button>
      <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input type="checkbox" name="atNight" className="size-5" />
        {words.night}
      </label>
    </form>
  );
}

function Result({ one }: { one: PagingTest }) {
  const after = one.acknowledgedAfterSeconds;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2 text-sm">
      <span className="font-medium">{one.person}</span>
      <span className="text-quiet">
        <Dated at={one.openedAt} />
        {one.isWeekly && ` · ${words.weekly}`}
      </span>
      <span className="ml-auto">
        <Mark
          tone={tones[one.state]}
          word={after === null ? words.states[one.state] : words.answeredAfter(span(after * 1000))}
        />
      </span>
      {one.page && (
        <ul className="w-full text-xs text-quiet">
          {one.methods.length === 0 && <li>{words.noMethod}</li>}
          {one.methods.map((method, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one way may be used twice, and the order stays.
            <li key={at}>
              {oncall.kindShort[method.kind] ?? method.kind} ({method.via}): {words.outcomes[method.outcome]}
              {method.outcome === 'delivered' &&
                method.afterSeconds !== null &&
                ` ${words.after(span(method.afterSeconds * 1000))}`}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const tones: Record<PagingTest['state'], Tone> = {
  running: 'info',
  acknowledged: 'ok',
  unanswered: 'critical',
  busy: 'quiet',
  night: 'quiet',
};
