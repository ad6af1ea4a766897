import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useRowKeys } from '../app/keys.ts';
import { one, useSearchState } from '../app/search.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { peopleHere, services } from '../catalog/queries.ts';
import { AcknowledgeKey } from '../oncall/acknowledge-key.tsx';
import { words } from '../oncall/messages.ts';
import { PageByHand } from '../oncall/page-by-hand.tsx';
import { PageRows } from '../oncall/page-rows.tsx';
import { type PageFilter, pageList } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { ListView } from '../ui/list-view.tsx';
import { Head } from '../ui/section.tsx';
import { Segmented } from '../ui/segmented.tsx';

/** All pages, filtered by the address. */
export function PageListScreen() {
  useTitle(words.list.title);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const filter = filterOf(one(search.state), one(search.service), one(search.person));
  const query = useInfiniteQuery(pageList(filter));
  const [paging, setPaging] = useState(false);
  const mayNot = useWhyNotRespond();
  const state = one(search.state) === 'all' ? 'all' : one(search.state) === 'resolved' ? 'resolved' : 'open';
  const plain = state === 'open' && !filter.person && !filter.service;
  return (
    <>
      <Head title={words.list.title} about={words.list.about}>
        <Button whyNot={mayNot} onClick={() => setPaging(true)}>
          {words.list.byHand}
        </Button>
      </Head>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Segmented
          label={words.list.state}
          value={state}
          options={{ open: words.list.open, resolved: words.state.resolved, all: words.list.all }}
          onChange={(next) => setSearch({ state: next === 'open' ? '' : next })}
        />
        <label className="flex min-h-10 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={one(search.person) === 'me'}
            onChange={(event) => setSearch({ person: event.target.checked ? 'me' : '' })}
          />
          {words.list.mine}
        </label>
      </div>
      <ListView
        query={query}
        rows={5}
        none={{
          title: plain ? words.list.emptyOpen : words.list.empty,
          text: plain ? words.list.emptyOpenText : words.list.emptyText,
          tone: plain ? 'ok' : 'quiet',
        }}
      >
        {(items) => (
          <>
            <AcknowledgeKey pages={items} />
            <PageRows pages={items} label={words.list.title} />
          </>
        )}
      </ListView>
      {paging && <ByHand onClose={() => setPaging(false)} />}
    </>
  );
}

function ByHand({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  return (
    <PageByHand
      services={useQuery(services).data ?? []}
      people={useQuery(peopleHere).data ?? []}
      onClose={onClose}
      onPaged={(id) => router.history.push(paths.page(id))}
    />
  );
}

function filterOf(state: string, service: string, person: string): PageFilter {
  const known = (['triggered', 'acknowledged', 'snoozed', 'resolved'] as const).find((one) => one === state);
  return {
    ...(state === 'all' ? {} : { state: known ?? 'open' }),
    ...(service ? { service } : {}),
    ...(person ? { person } : {}),
  };
}
