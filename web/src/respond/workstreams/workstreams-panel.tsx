import type { Workstream } from '@muster/contract/respond/state';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Due } from '../../ui/due.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { isRunning, takesWork } from '../open-work.ts';
import type { PanelProps } from '../panel.ts';
import { QuickLine } from '../quick-line.tsx';
import { words } from './messages.ts';
import { readStream, useOpenStream } from './queries.ts';
import { ReportDialog } from './report-dialog.tsx';
import { StreamDialog } from './stream-dialog.tsx';

/** The parts of the work on one board: who leads each, how it stands, and which report is late (R27, P8, P9). */
export function WorkstreamsPanel({ incident, readOnly }: PanelProps) {
  const mayAct = !readOnly && takesWork(incident);
  const open = incident.streams
    .filter((one) => one.closedAt === null)
    .sort((a, b) => ((a.reportBy ?? '~') < (b.reportBy ?? '~') ? -1 : 1));
  const closed = incident.streams.filter((one) => one.closedAt !== null);
  return (
    <Section title={words.title}>
      <div className="space-y-3">
        {open.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
        {open.length > 0 && (
          <ul aria-label={words.title} className="grid gap-3 sm:grid-cols-2">
            {open.map((stream) => (
              <StreamCard key={stream.id} incident={incident} readOnly={!mayAct} stream={stream} />
            ))}
          </ul>
        )}
        {mayAct && <OpenLine incident={incident} />}
        {closed.length > 0 && <Closed streams={closed} />}
      </div>
    </Section>
  );
}

function OpenLine({ incident }: Pick<PanelProps, 'incident'>) {
  return (
    <QuickLine
      label={words.line}
      placeholder={words.placeholder}
      add={words.add}
      max={300}
      hint={(line) => {
        const { lead, everyMinutes } = readStream(line);
        if (lead === undefined && everyMinutes === undefined) return words.hint;
        return `${words.leads(lead)}, ${words.pace(everyMinutes)}.`;
      }}
      act={useOpenStream(incident)}
    />
  );
}

type CardProps = PanelProps & { stream: Workstream };

function StreamCard({ incident, readOnly, stream }: CardProps) {
  const open = incident.tasks.filter((one) => one.stream === stream.id && one.state === 'open').length;
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-3 text-sm">
      <div>
        <h3 className="font-medium wrap-anywhere">{stream.title}</h3>
        <p className="flex flex-wrap items-baseline gap-x-3 text-quiet">
          {stream.lead === null ? (
            <Mark tone="warning" word={words.noLead} />
          ) : (
            <span className="font-medium text-text">{stream.lead}</span>
          )}
          {stream.reportBy !== null && (
            <Due
              at={stream.reportBy}
              words={{ due: words.due, late: words.late }}
              counts={isRunning(incident) && !readOnly}
            />
          )}
          {open > 0 && <span>{words.tasks(open)}</span>}
        </p>
      </div>
      <LastReport stream={stream} />
      {!readOnly && <Doing incident={incident} stream={stream} />}
    </li>
  );
}

function LastReport({ stream: { report } }: Pick<CardProps, 'stream'>) {
  if (report === null) return <p className="flex-1 text-quiet">{words.noReport}</p>;
  const parts = [
    { name: words.condition, text: report.condition },
    { name: words.actions, text: report.actions },
    { name: words.needs, text: report.needs },
  ].filter((one) => one.text !== '');
  return (
    <div className="flex-1 space-y-1">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        {parts.map(({ name, text }) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="line-clamp-4 whitespace-pre-wrap wrap-anywhere">{text}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-quiet">
        {words.reported} <Ago at={report.at} />
      </p>
    </div>
  );
}

function Doing({ incident, stream }: Omit<CardProps, 'readOnly'>) {
  const { name } = useMe();
  const [open, setOpen] = useState<'report' | 'change' | null>(null);
  return (
    <div className="flex gap-2">
      <Button
        size="small"
        look={stream.lead === name ? 'primary' : 'plain'}
        aria-label={words.reportOf(stream.title)}
        aria-haspopup="dialog"
        onClick={() => setOpen('report')}
      >
        {words.report}
      </Button>
      <Button
        size="small"
        look="quiet"
        aria-label={words.changeOf(stream.title)}
        aria-haspopup="dialog"
        onClick={() => setOpen('change')}
      >
        {words.change}
      </Button>
      {open === 'report' && (
        <ReportDialog incident={incident} stream={stream} onClose={() => setOpen(null)} />
      )}
      {open === 'change' && (
        <StreamDialog incident={incident} stream={stream} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function Closed({ streams }: { streams: Workstream[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="space-y-1 text-sm text-quiet">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="min-h-8 underline underline-offset-2 hover:text-text pointer-coarse:min-h-11"
      >
        {words.closed(streams.length)}
      </button>
      {open && (
        <ul className="space-y-1">
          {streams.map(({ id, title, report, closedAt }) => (
            <li key={id} className="wrap-anywhere">
              {title}
              {report && `: ${report.condition}`}
              {closedAt !== null && (
                <>
                  , {words.closedAt} <Ago at={closedAt} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
