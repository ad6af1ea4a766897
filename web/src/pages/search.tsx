import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { FoundRows } from '../learn/search/found-rows.tsx';
import { words } from '../learn/search/messages.ts';
import { everything } from '../learn/search/queries.ts';
import { Button } from '../ui/button.tsx';
import { Day, inputClass } from '../ui/field.tsx';
import { PickFilter } from '../ui/filters.tsx';
import { textOf } from '../ui/form.ts';
import { More, QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Everything that was ever written, found by its words; the question stands in the address. */
export function SearchScreen() {
  useTitle(words.title);
  const [search, setSearch] = useSearchState();
  const filter = {
    q: one(search.q),
    kind: one(search.kind),
    service: one(search.service),
    from: one(search.from),
    until: one(search.until),
  };
  const query = useInfiniteQuery(everything(filter));
  const names = useQuery(services).data?.map(({ name }) => name) ?? [];
  return (
    <>
      <Head title={words.title} about={words.about} />
      <div className="max-w-4xl">
        <QuestionForm q={filter.q} onAsk={(q) => setSearch({ q })} />
        <div className="my-4 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
          <PickFilter
            label={words.kind}
            none={words.anyKind}
            options={words.kinds}
            value={filter.kind}
            onChange={(kind) => setSearch({ kind })}
          />
          <PickFilter
            label={words.service}
            none={words.anyService}
            options={Object.fromEntries(names.map((name) => [name, name]))}
            value={filter.service}
            onChange={(service) => setSearch({ service })}
          />
          <div className="col-span-2 grid gap-2 sm:contents">
            <Day label={words.from} value={filter.from} onChange={(from) => setSearch({ from })} />
            <Day label={words.until} value={filter.until} onChange={(until) => setSearch({ until })} />
          </div>
        </div>
        {filter.q.trim() === '' ? (
          <Empty title={words.begin}>
            <p>{words.beginText}</p>
          </Empty>
        ) : (
          <QueryView query={query} rows={5}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              return items.length === 0 ? (
                <Empty title={words.nothing}>
                  <p>{words.nothingText}</p>
                </Empty>
              ) : (
                <>
                  <FoundRows items={items} />
                  <More query={query} />
                </>
              );
            }}
          </QueryView>
        )}
      </div>
    </>
  );
}

function QuestionForm({ q, onAsk }: { q: string; onAsk: (q: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAsk(textOf(new FormData(event.currentTarget), 'q'));
  };
  return (
    <form onSubmit={submit} className="flex gap-2">
      <input
        key={q}
        name="q"
        type="search"
        aria-label={words.field}
        placeholder={words.field}
        defaultValue={q}
        maxLength={2_000}
        autoComplete="off"
        className={inputClass}
      />
      <Button type="submit" look="primary">
        {words.go}
      </Button>
    </form>
  );
}
