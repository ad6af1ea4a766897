import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { one, useSearchState } from '../../app/search.ts';
import { Section } from '../../ui/section.tsx';
import { Empty, Loading, Trouble } from '../../ui/states.tsx';
import type { PanelProps } from '../panel.ts';
import { EntryRow } from './entry-row.tsx';
import { words } from './messages.ts';
import { isTimeForCauses } from './model.ts';
import { entriesOf } from './queries.ts';

/** What it could be, what it is not, what was tried: nobody looks twice where somebody has looked (R57). */
export function BoardPanel({ incident, readOnly }: PanelProps) {
  const [search] = useSearchState();
  const version = one(search.at) === '' ? null : incident.version;
  const guesses = useQuery(entriesOf(incident, 'hypothesis', version));
  const tries = useQuery(entriesOf(incident, 'attempt', version));
  const failed = guesses.isError ? guesses : tries.isError ? tries : null;
  if (failed) return <Trouble error={failed.error} retry={() => void failed.refetch()} />;
  if (!guesses.data || !tries.data) return <Loading rows={4} />;
  const standing = guesses.data.items.filter((each) => each.state !== 'retracted');
  const attempts = tries.data.items.filter((each) => each.state !== 'retracted');
  const of = (state: Entry['state']) => standing.filter((each) => each.state === state);
  const shown = { incident, readOnly };
  return (
    <Section title={words.board.title}>
      {standing.length + attempts.length === 0 ? (
        <Empty title={words.board.empty}>
          <p>{words.board.emptyText}</p>
        </Empty>
      ) : (
        <div className="space-y-6">
          <Column title={words.board.attempts} entries={attempts} {...shown} />
          <Causes incident={incident} count={standing.length}>
            <div className="grid gap-6 md:grid-cols-2">
              <Column title={words.board.open} entries={of('open')} {...shown} />
              <Column title={words.board.confirmed} entries={of('confirmed')} {...shown} />
              <Column title={words.board.ruledOut} entries={of('ruled-out')} {...shown} />
            </div>
          </Causes>
        </div>
      )}
    </Section>
  );
}

/** Nobody is kept from looking at them; they only do not stand in the way (R2). */
function Causes({ incident, count, children }: { incident: Incident; count: number; children: ReactNode }) {
  if (isTimeForCauses(incident)) return children;
  return (
    <details>
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 text-sm">
        <span className="font-medium">{words.board.causes(count)}</span>
        <span className="text-quiet">{words.board.causesLater}</span>
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}

interface ColumnProps {
  title: string;
  entries: readonly Entry[];
  incident: Incident;
  readOnly: boolean;
}

function Column({ title, entries, incident, readOnly }: ColumnProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="border-b border-line-strong/60 pb-1 text-sm font-semibold">
        {title} <span className="font-normal text-quiet">{entries.length}</span>
      </h3>
      {entries.length === 0 && <p className="py-2 text-sm text-quiet">{words.board.none}</p>}
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryRow incident={incident} entry={entry} readOnly={readOnly} />
          </li>
        ))}
      </ul>
    </section>
  );
}
