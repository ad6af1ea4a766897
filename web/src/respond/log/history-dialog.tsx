import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../ui/dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { historyOf } from './queries.ts';

interface Props {
  incident: Incident;
  entry: Entry;
  onClose: () => void;
}

/** All that was ever said in this line, and by whom. */
export function HistoryDialog({ incident, entry, onClose }: Props) {
  const query = useQuery(historyOf(incident, entry.id));
  return (
    <Dialog title={words.historyTitle} onClose={onClose}>
      <QueryView query={query} rows={3}>
        {({ items }) => (
          <Rows label={words.historyTitle}>
            {items.map((one) => (
              <li key={one.seq} className="px-3 py-2 text-sm">
                <p className="text-xs text-quiet">
                  <Dated at={one.at} /> {one.actor.name}: {words.events[one.type] ?? one.type}
                </p>
                {['text', 'state', 'result', 'reason'].map((field) => (
                  <Told key={field} value={one.data[field]} />
                ))}
              </li>
            ))}
          </Rows>
        )}
      </QueryView>
    </Dialog>
  );
}

function Told({ value }: { value: unknown }) {
  if (typeof value !== 'string' || value === '') return null;
  return <p className="wrap-anywhere whitespace-pre-line">{value}</p>;
}
