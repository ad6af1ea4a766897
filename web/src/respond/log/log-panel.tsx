import type { Incident } from '@muster/contract/respond/incidents';
import { type EntryKind, entryKinds } from '@muster/contract/respond/state';
import { useCallback, useEffect } from 'react';
import { one, useSearchState } from '../../app/search.ts';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { PickFilter, TextFilter } from '../../ui/filters.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import type { PanelProps } from '../panel.ts';
import { useShowIncident } from '../queries.ts';
import { EntryLineForm } from './entry-line.tsx';
import { EntryList } from './entry-list.tsx';
import { words } from './messages.ts';
import { type LogFilter, useLog } from './queries.ts';
import { QuietBanner, QuietButton } from './quiet.tsx';
import { flush, useWaiting } from './waiting.ts';
import { WaitingLines } from './waiting-lines.tsx';

/** The one live record: a line to write, what waits, and all that was written, the latest first. */
export function LogPanel({ incident, readOnly }: PanelProps) {
  const [search, setSearch] = useSearchState();
  const kind = entryKinds.find((each) => each === one(search.kind)) ?? '';
  const filter: LogFilter = {
    kind,
    q: one(search.find),
    pinned: one(search.pins) !== '',
    version: one(search.at) === '' ? null : incident.version,
  };
  const { query, items } = useLog(incident, filter);
  const send = useSending(incident);
  const isFiltered = filter.kind !== '' || filter.q !== '' || filter.pinned;
  return (
    <Section title={words.title} beside={<QuietButton incident={incident} readOnly={readOnly} />}>
      <div className="space-y-3">
        <QuietBanner incident={incident} />
        {!readOnly && <EntryLineForm incident={incident} onWritten={send} />}
        <Filters filter={filter} onChange={setSearch} />
        {!readOnly && <WaitingLines incident={incident} onRetry={send} />}
        <QueryView query={query} rows={5}>
          {() =>
            items.length > 0 ? (
              <EntryList incident={incident} entries={items} readOnly={readOnly} query={query} />
            ) : (
              <Empty title={isFiltered ? words.emptyFilter : words.empty}>
                <p>{isFiltered ? words.emptyFilterText : words.emptyText}</p>
              </Empty>
            )
          }
        </QueryView>
      </div>
    </Section>
  );
}

const everySeconds = 10;

/** Sends what waits: now, when the line is back, and every few seconds while something is left. */
function useSending(incident: Incident): () => void {
  const { name } = useMe();
  const show = useShowIncident();
  const waits = useWaiting(incident.id).some((each) => each.refused === null);
  const { id } = incident;
  const send = useCallback(() => void flush(id, name, show), [id, name, show]);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(send, everySeconds * 1_000);
    addEventListener('online', send);
    return () => {
      clearInterval(timer);
      removeEventListener('online', send);
    };
  }, [waits, send]);
  return send;
}

interface FilterProps {
  filter: LogFilter;
  onChange: (search: Record<string, string>) => void;
}

function Filters({ filter, onChange }: FilterProps) {
  const options = Object.fromEntries(entryKinds.map((each: EntryKind) => [each, words.kinds[each]]));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <PickFilter
        label={words.show}
        none={words.all}
        options={options}
        value={filter.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <Button
        size="small"
        aria-pressed={filter.pinned}
        look={filter.pinned ? 'primary' : 'plain'}
        onClick={() => onChange({ pins: filter.pinned ? '' : 'on' })}
      >
        {words.pins}
      </Button>
      <TextFilter label={words.search} value={filter.q} onSubmit={(find) => onChange({ find })} />
    </div>
  );
}
