import type { Entry } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { FewRows } from '../few.tsx';
import { takesWork } from '../open-work.ts';
import type { PanelProps } from '../panel.ts';
import { QuickLine } from '../quick-line.tsx';
import { words } from './later-messages.ts';
import { laterOf, readLater, useAddLater, useSettleLater } from './later-queries.ts';
import { words as taskWords } from './messages.ts';

/** What can wait until it is over: put down in a line, so that nobody has to keep it in mind (R78, R88). */
export function LaterPanel({ incident, readOnly }: PanelProps) {
  const query = useQuery(laterOf(incident, readOnly));
  const mayAct = !readOnly && takesWork(incident);
  return (
    <Section title={words.title}>
      <div className="space-y-3">
        {mayAct && <AddLine incident={incident} />}
        <QueryView query={query} rows={2}>
          {({ items, nextCursor }) => {
            const standing = items.filter((one) => one.state !== 'retracted');
            const ordered = [...standing.filter(isOpen), ...standing.filter((one) => !isOpen(one))];
            if (ordered.length === 0) return <Empty title={words.empty}>{words.emptyText}</Empty>;
            return (
              <>
                <FewRows items={ordered} label={words.title} more={taskWords.more}>
                  {(entry) => (
                    <LaterRow key={entry.id} incident={incident} readOnly={!mayAct} entry={entry} />
                  )}
                </FewRows>
                {nextCursor !== null && <p className="text-sm text-quiet">{words.moreInLog}</p>}
              </>
            );
          }}
        </QueryView>
      </div>
    </Section>
  );
}

function isOpen({ state }: Entry): boolean {
  return state === 'open';
}

function AddLine({ incident }: Pick<PanelProps, 'incident'>) {
  return (
    <QuickLine
      label={words.line}
      placeholder={words.placeholder}
      add={taskWords.add}
      max={600}
      hint={(line) => {
        const { person } = readLater(line);
        return person === undefined ? words.hint : `${taskWords.forWhom(person)}.`;
      }}
      act={useAddLater(incident)}
    />
  );
}

/** Whoever is named owns it; where nobody is, whoever wrote it down is the one to ask. */
function LaterRow({ incident, readOnly, entry }: PanelProps & { entry: Entry }) {
  const settle = useSettleLater(incident);
  const owner = entry.detail.person ?? null;
  const open = isOpen(entry);
  return (
    <li className="flex items-start justify-between gap-3 px-3 py-2 text-sm">
      <div className="min-w-0">
        <p className={open ? 'whitespace-pre-wrap wrap-anywhere' : 'text-quiet line-through wrap-anywhere'}>
          {entry.text}
        </p>
        <p className="text-quiet">{owner ?? words.perhaps(entry.by.name)}</p>
      </div>
      {open && !readOnly && (
        <Button
          size="small"
          look="quiet"
          aria-label={words.doneOf(entry.text)}
          busy={settle.isPending}
          onClick={() => settle.mutate(entry.id)}
        >
          {words.done}
        </Button>
      )}
    </li>
  );
}
