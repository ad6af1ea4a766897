import { type getLoad, loadCsv } from '@muster/contract/measure/load';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { fourWeeksUntil } from '../measure/four-weeks.ts';
import { LoadFilters } from '../measure/load-filters.tsx';
import { words } from '../measure/messages.ts';
import { loadOf } from '../measure/queries.ts';
import { reviewsOf } from '../measure/review.ts';
import { ReviewList } from '../measure/review-list.tsx';
import { RotaLoadPanel } from '../measure/rota-load.tsx';
import { onCallNow } from '../oncall/queries.ts';
import { Button } from '../ui/button.tsx';
import { localZone, useTicking } from '../ui/clock.ts';
import { QueryView } from '../ui/query-view.tsx';
import { saveCsv } from '../ui/save-csv.ts';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** What each rota asked of its people in four weeks: bars, tables, relief; the filter stands in the address. */
export function LoadScreen() {
  useTitle(words.title);
  const [search, setSearch] = useSearchState();
  const today = useTicking(dayOf);
  const [rota, wanted] = [one(search.rota), one(search.until)];
  const span = fourWeeksUntil(wanted, localZone);
  const rotas = useQuery(onCallNow).data?.items.map(({ name }) => name) ?? [];
  const load = useQuery(loadOf({ ...span, ...(rota ? { schedule: rota } : {}) }));
  return (
    <>
      <Head title={words.title} about={words.about}>
        {load.data && load.data.rotas.length > 0 && (
          <Button onClick={() => saveCsv(loadCsv(load.data), words.fileName(span ? wanted : today))}>
            {words.save}
          </Button>
        )}
      </Head>
      <LoadFilters
        rotas={rotas}
        rota={rota}
        day={span ? wanted : today}
        today={today}
        onChange={(change) => setSearch(change)}
      />
      {wanted && !span && <p className="mb-4 text-sm text-warning">{words.filter.badDay}</p>}
      <QueryView query={load} rows={6}>
        {(answer) => <Load answer={answer} isOne={rota !== ''} />}
      </QueryView>
      <Definitions />
    </>
  );
}

function Load({ answer, isOne }: { answer: AnswerOf<typeof getLoad>; isOne: boolean }) {
  const { rotas, value, n } = answer;
  const whyNot = useWhyNotEdit();
  if (rotas.length === 0)
    return (
      <Empty title={isOne ? words.noMatch : words.noRota}>
        <p>{isOne ? words.noMatchText : words.noRotaText}</p>
      </Empty>
    );
  return (
    <div className="space-y-8">
      {value !== null && !isOne && (
        <p className="text-sm">
          {words.even}: <span className="font-medium">{words.percent(value)}</span>{' '}
          <span className="text-quiet">({words.rotas(n)})</span>
        </p>
      )}
      <ReviewList reviews={reviewsOf(rotas)} />
      <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2">
        {rotas.map((rota) => (
          <RotaLoadPanel key={rota.schedule} rota={rota} whyNot={whyNot(rota.team)} />
        ))}
      </div>
    </div>
  );
}

function Definitions() {
  return (
    <details className="mt-8 max-w-3xl">
      <summary className="flex min-h-10 cursor-pointer items-center text-sm text-accent pointer-coarse:min-h-11">
        {words.definitions}
      </summary>
      <dl className="space-y-2 text-sm">
        {words.terms.map(([term, meaning]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="text-quiet">{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function dayOf(now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(localZone).toPlainDate().toString();
}
