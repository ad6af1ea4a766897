import { retrospectiveStates } from '@muster/contract/learn/news';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRowKeys } from '../app/keys.ts';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { words as numbers } from '../learn/figure/messages.ts';
import { AloneDialog } from '../learn/retrospective/alone-dialog.tsx';
import { words } from '../learn/retrospective/messages.ts';
import { type Filter, retrospectiveList } from '../learn/retrospective/queries.ts';
import { RetrospectiveRows } from '../learn/retrospective/rows.tsx';
import { words as everything } from '../learn/search/messages.ts';
import { words as sessions } from '../learn/session/messages.ts';
import { paths } from '../paths.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PickFilter, TextFilter } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { ListView } from '../ui/list-view.tsx';
import { Head } from '../ui/section.tsx';

/** Every report that one may see, filtered by the address. */
export function LearnScreen() {
  useTitle(words.list);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const [isOpen, setOpen] = useState(false);
  const whyNot = useWhyNotRespond();
  const query = useInfiniteQuery(retrospectiveList(filterOf(search)));
  const names = useQuery(services).data?.map(({ name }) => name) ?? [];
  return (
    <>
      <Head title={words.list} about={words.listAbout}>
        <Go to={paths.search()} className={buttonClass()}>
          {everything.title}
        </Go>
        <Go to={paths.sessions} className={buttonClass()}>
          {sessions.title}
        </Go>
        <Go to={paths.reportNumbers} className={buttonClass()}>
          {numbers.link}
        </Go>
        <Go to={paths.followUps()} className={buttonClass()}>
          {words.followUps}
        </Go>
        <Button look="primary" whyNot={whyNot} onClick={() => setOpen(true)}>
          {words.alone}
        </Button>
      </Head>
      <div className="mb-4 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
        <TextFilter label={words.search} value={one(search.q)} onSubmit={(q) => setSearch({ q })} />
        <PickFilter
          label={words.state}
          none={words.anyState}
          options={{ unpublished: words.unpublished, ...words.states }}
          value={one(search.state)}
          onChange={(state) => setSearch({ state })}
        />
        <PickFilter
          label={words.service}
          none={words.anyService}
          options={Object.fromEntries(names.map((name) => [name, name]))}
          value={one(search.service)}
          onChange={(service) => setSearch({ service })}
        />
        <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={one(search.overdue) === 'true'}
            onChange={(event) => setSearch({ overdue: event.target.checked ? 'true' : '' })}
          />
          {words.overdueOnly}
        </label>
      </div>
      <ListView query={query} rows={5} none={{ title: words.none, text: words.noneText }}>
        {(items) => <RetrospectiveRows items={items} />}
      </ListView>
      {isOpen && <AloneDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function filterOf(search: Search): Filter {
  const state = (['unpublished', ...retrospectiveStates] as const).find((each) => each === one(search.state));
  return {
    ...(state ? { state } : {}),
    ...(one(search.overdue) === 'true' ? { overdue: 'true' as const } : {}),
    ...(one(search.service) ? { service: one(search.service) } : {}),
    ...(one(search.q) ? { q: one(search.q) } : {}),
  };
}
