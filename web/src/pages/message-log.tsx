import { messageStates } from '@muster/contract/platform/messages';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { type FilterState, MessageFilters } from '../deliveries/message-filters.tsx';
import { MessageRows } from '../deliveries/message-rows.tsx';
import { words } from '../deliveries/messages.ts';
import { type MessageFilter, messageList } from '../deliveries/queries.ts';
import { midnightOf } from '../ui/clock.ts';
import { ListView } from '../ui/list-view.tsx';
import { Head } from '../ui/section.tsx';

/** Every message to every person, filtered by the address. */
export function MessageLogScreen() {
  useTitle(words.title);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const state = stateOf(search);
  const query = useInfiniteQuery(messageList(filterOf(state)));
  const isPlain = Object.values(state).every((value) => value === '');
  const none = isPlain
    ? { title: words.none, text: words.noneText }
    : { title: words.noMatch, text: words.noMatchText };
  return (
    <>
      <Head title={words.title} about={words.about} />
      <MessageFilters value={state} onChange={(change) => setSearch(change)} />
      <ListView query={query} rows={8} none={none}>
        {(messages) => <MessageRows messages={messages} />}
      </ListView>
    </>
  );
}

function stateOf(search: Search): FilterState {
  return {
    state: one(search.state),
    kind: one(search.kind),
    person: one(search.person),
    page: one(search.page),
    from: one(search.from),
    until: one(search.until),
    q: one(search.q),
  };
}

function filterOf({ state, kind, person, page, from, until, q }: FilterState): MessageFilter {
  const known = messageStates.find((one) => one === state);
  const [begin, end] = [midnightOf(from, 0), midnightOf(until, 1)];
  return {
    ...(known ? { state: known } : {}),
    ...(kind ? { kind } : {}),
    ...(person ? { person } : {}),
    ...(page ? { page } : {}),
    ...(begin ? { from: begin } : {}),
    ...(end ? { until: end } : {}),
    ...(q ? { text: q } : {}),
  };
}
