import type { Incident } from '@muster/contract/respond/incidents';
import { History, MessageSquare, Pencil, Phone, PhoneForwarded } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { paths } from '../../paths.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Ago } from '../../ui/time.tsx';
import { ExportButton } from '../export/export-button.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { SeverityButton } from './severity-button.tsx';
import { TextEdit } from './text-edit.tsx';

interface Props extends PanelProps {
  /** Opens the slider; absent while it is open. */
  onLookBack?: (() => void) | undefined;
  /** What of other stages can be done with it. */
  beside?: ReactNode;
}

/** What it is: reference, severity, title, since when, and where people meet. */
export function Headline({ incident, readOnly, onLookBack, beside }: Props) {
  const [editing, setEditing] = useState(false);
  return (
    <header className="space-y-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <SeverityButton incident={incident} readOnly={readOnly} />
        <span className="font-medium whitespace-nowrap">{incident.ref}</span>
        <span className="text-quiet">
          <Ago at={incident.declaredAt} />
          <span className="hidden sm:inline">, {words.declaredBy(incident.declaredBy.name)}</span>
        </span>
        <Kind incident={incident} />
        <Ways incident={incident} onLookBack={onLookBack} beside={beside} />
      </div>
      {editing ? (
        <>
          <h1 className="sr-only">{incident.title}</h1>
          <TextEdit incident={incident} label={words.title} field="title" onDone={() => setEditing(false)} />
        </>
      ) : (
        <div className="flex items-start gap-1">
          <h1 className="min-w-0 [overflow-wrap:anywhere]">{incident.title}</h1>
          {!readOnly && (
            <button
              type="button"
              aria-label={words.editTitle}
              onClick={() => setEditing(true)}
              className="grid size-8 shrink-0 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text"
            >
              <Pencil size={15} aria-hidden="true" />
            </button>
          )}
        </div>
      )}
    </header>
  );
}

function Kind({ incident }: { incident: Incident }) {
  return (
    <>
      {incident.private && <Mark tone="info" word={words.private} />}
      {incident.kind === 'drill' && <Mark tone="info" word={words.drill} />}
      {incident.kind === 'retroactive' && <Mark tone="quiet" word={words.retroactive} />}
      {incident.mergedInto && (
        <Go to={paths.incident(incident.mergedInto)} className="font-medium text-accent underline">
          {words.mergedInto(incident.mergedInto)}
        </Go>
      )}
    </>
  );
}

/**
 * To where people meet, and back in time. Only addresses of the web are links: what somebody set up wrongly must not
 * run anything.
 */
function Ways({ incident, onLookBack, beside }: Omit<Props, 'readOnly'>) {
  const rooms = [
    { to: incident.call, name: words.call, Icon: Phone },
    { to: incident.fallbackCall ?? null, name: words.fallbackCall, Icon: PhoneForwarded },
    { to: incident.chat, name: words.chat, Icon: MessageSquare },
  ];
  return (
    <span className="ml-auto flex gap-2">
      {onLookBack && (
        <Button look="quiet" size="small" onClick={onLookBack} title={words.lookBack}>
          <History size={15} aria-hidden="true" />
          <span className="max-sm:sr-only">{words.lookBack}</span>
        </Button>
      )}
      {beside}
      <ExportButton incident={incident} />
      {rooms.map(
        ({ to, name, Icon }) =>
          to !== null &&
          /^https?:\/\//.test(to) && (
            <a
              key={name}
              href={to}
              target="_blank"
              rel="noopener noreferrer"
              title={name}
              className={buttonClass('plain', 'small')}
            >
              <Icon size={15} aria-hidden="true" />
              <span className="max-sm:sr-only">{name}</span>
            </a>
          ),
      )}
    </span>
  );
}
