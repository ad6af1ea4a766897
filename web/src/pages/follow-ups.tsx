import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeys, useRowKeys } from '../app/keys.ts';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { FollowUpBoard } from '../learn/followup/board.tsx';
import { followUpsCsv } from '../learn/followup/csv.ts';
import { FollowUpDetail } from '../learn/followup/detail.tsx';
import { FollowUpFilters, wishOf } from '../learn/followup/filters.tsx';
import { AddFollowUp } from '../learn/followup/form.tsx';
import { words } from '../learn/followup/messages.ts';
import { everyFollowUp, followUpList, type Wish } from '../learn/followup/queries.ts';
import { FollowUpRows } from '../learn/followup/rows.tsx';
import { TeamReport } from '../learn/followup/team-report.tsx';
import { Button } from '../ui/button.tsx';
import { More, QueryView } from '../ui/query-view.tsx';
import { saveCsv } from '../ui/save-csv.ts';
import { Head } from '../ui/section.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Empty, reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';

const views = { board: words.view.board, list: words.view.list, teams: words.view.teams };
type View = keyof typeof views;

/** Follow-ups: by state, as a list, or by team. What is shown stands in the address. */
export function FollowUpsScreen() {
  useTitle(words.title);
  useRowKeys();
  const mayNot = useWhyNotRespond();
  const [search, setSearch] = useSearchState();
  const add = () => setSearch({ new: 'yes' });
  useKeys({ n: () => !mayNot && add() });
  const view = viewOf(one(search.view));
  const wish = wishOf(search);
  const open = one(search.open);
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Csv wish={wish} />
        <Button look="primary" whyNot={mayNot} onClick={add}>
          {words.add}
        </Button>
      </Head>
      <div className="mb-3">
        <Segmented
          label={words.view.label}
          value={view}
          options={views}
          onChange={(chosen) => setSearch({ view: chosen === 'board' ? '' : chosen })}
        />
      </div>
      {view !== 'teams' && (
        <FollowUpFilters search={search} onChange={setSearch} hasStates={view === 'list'} />
      )}
      {view === 'board' && <FollowUpBoard wish={wish} keep={search} />}
      {view === 'list' && <List wish={wish} keep={search} />}
      {view === 'teams' && <TeamReport />}
      {one(search.new) && !mayNot && (
        <AddFollowUp
          incident={one(search.incident)}
          retrospective={one(search.retrospective)}
          factor={one(search.factor)}
          onClose={() => setSearch({ new: '' })}
        />
      )}
      {open && <FollowUpDetail key={open} reference={open} onClose={() => setSearch({ open: '' })} />}
    </>
  );
}

function List({ wish, keep }: { wish: Wish; keep: Search }) {
  const query = useInfiniteQuery(followUpList(wish));
  const isPlain = Object.keys(wish).length === 0;
  return (
    <QueryView query={query} rows={5}>
      {({ pages }) => {
        const items = pages.flatMap((part) => part.items);
        if (items.length === 0)
          return (
            <Empty title={isPlain ? words.empty : words.noneFound}>
              {isPlain && <p>{words.emptyText}</p>}
            </Empty>
          );
        return (
          <div className="space-y-3">
            <FollowUpRows items={items} label={words.title} keep={keep} />
            <More query={query} />
          </div>
        );
      }}
    </QueryView>
  );
}

function Csv({ wish }: { wish: Wish }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveCsv(followUpsCsv(await everyFollowUp(wish)), 'follow-ups.csv');
    } catch (error) {
      say(words.notDone(reasonOf(error)), 'warning');
    }
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={save}>
      {words.filter.csv}
    </Button>
  );
}

function viewOf(name: string): View {
  return name === 'list' || name === 'teams' ? name : 'board';
}
