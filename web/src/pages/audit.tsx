import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { AuditFilters, type FilterState } from '../audit/audit-filters.tsx';
import { AuditRows } from '../audit/audit-rows.tsx';
import { ChainPanel } from '../audit/chain-panel.tsx';
import { saveExport } from '../audit/export-file.ts';
import { words } from '../audit/messages.ts';
import { type AuditFilter, auditList } from '../audit/queries.ts';
import { Button } from '../ui/button.tsx';
import { midnightOf } from '../ui/clock.ts';
import { ListView } from '../ui/list-view.tsx';
import { Head } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';

/** The audit log: filtered by the address, exported, and proven. */
export function AuditScreen() {
  useTitle(words.title);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const state = stateOf(search);
  const filter = filterOf(state);
  const query = useInfiniteQuery(auditList(filter));
  const save = useMutation({
    mutationFn: () => saveExport(filter),
    onSuccess: () => say(words.exported),
    onError: (error) => say(reasonOf(error), 'warning'),
  });
  const isPlain = Object.values(state).every((value) => value === '');
  const none = isPlain
    ? { title: words.none, text: words.noneText }
    : { title: words.noMatch, text: words.noMatchText };
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Button busy={save.isPending} title={words.exportHint} onClick={() => save.mutate()}>
          {words.export}
        </Button>
      </Head>
      <ChainPanel />
      <AuditFilters value={state} onChange={(change) => setSearch(change)} />
      <ListView query={query} rows={8} none={none}>
        {(entries) => <AuditRows entries={entries} onFilter={(change) => setSearch(change)} />}
      </ListView>
    </>
  );
}

function stateOf(search: Search): FilterState {
  return {
    show: one(search.show),
    actor: one(search.actor),
    action: one(search.action),
    subject: one(search.subject),
    address: one(search.address),
    from: one(search.from),
    until: one(search.until),
    q: one(search.q),
  };
}

function filterOf({ show, actor, action, subject, address, from, until, q }: FilterState): AuditFilter {
  const [begin, end] = [midnightOf(from, 0), midnightOf(until, 1)];
  return {
    ...(show === 'refused' ? { outcome: show } : {}),
    ...(show === 'others' ? { by: show } : {}),
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(address ? { address } : {}),
    ...(begin ? { from: begin } : {}),
    ...(end ? { until: end } : {}),
    ...(q ? { text: q } : {}),
  };
}
