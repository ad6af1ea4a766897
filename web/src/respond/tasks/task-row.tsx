import type { Task } from '@muster/contract/respond/state';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Due } from '../../ui/due.tsx';
import { Ago } from '../../ui/time.tsx';
import { isRunning } from '../open-work.ts';
import type { PanelProps } from '../panel.ts';
import { EndDialog, ReopenDialog } from './end-dialog.tsx';
import { words } from './messages.ts';
import { useAcceptTask } from './queries.ts';
import { TaskDialog } from './task-dialog.tsx';

interface Props extends PanelProps {
  task: Task;
}

/** The one likely thing as a button, everything else behind "more". */
export function TaskRow({ incident, readOnly, task }: Props) {
  const isOpen = task.state === 'open';
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-52 text-sm">
        <p className={isOpen ? 'wrap-anywhere' : 'text-quiet wrap-anywhere'}>{task.text}</p>
        {isOpen ? <Standing incident={incident} readOnly={readOnly} task={task} /> : <Ended task={task} />}
      </div>
      {!readOnly &&
        (isOpen ? <Doing incident={incident} task={task} /> : <Again incident={incident} task={task} />)}
    </li>
  );
}

function Standing({ incident, readOnly, task }: Props) {
  const { name } = useMe();
  const stream = incident.streams.find((one) => one.id === task.stream);
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-quiet">
      {task.person !== null && task.person !== name && (
        <span className="font-medium text-text">{task.person}</span>
      )}
      {task.person !== null && !task.accepted && <span>{words.notAccepted}</span>}
      {task.dueAt !== null && <Due at={task.dueAt} words={words} counts={isRunning(incident) && !readOnly} />}
      {stream && <span className="wrap-anywhere">{stream.title}</span>}
    </p>
  );
}

function Ended({ task }: { task: Task }) {
  return (
    <p className="text-quiet wrap-anywhere">
      {task.state === 'done' ? '' : `${words.dropped}, `}
      {task.person ?? words.nobody}
      {task.endedAt !== null && (
        <>
          , <Ago at={task.endedAt} />
        </>
      )}
      {task.result && `: ${task.result}`}
    </p>
  );
}

function Doing({ incident, task }: Omit<Props, 'readOnly'>) {
  const { name } = useMe();
  const [open, setOpen] = useState<'end' | 'more' | null>(null);
  const accept = useAcceptTask(incident);
  const isMine = task.person === name && task.accepted;
  const canTake = !task.accepted && (task.person === null || task.person === name);
  return (
    <div className="flex shrink-0 items-center gap-1">
      {canTake && (
        <Button
          size="small"
          look={task.person === name ? 'primary' : 'plain'}
          aria-label={words.hasTask(task.text)}
          busy={accept.isPending}
          onClick={() => accept.mutate(task.id)}
        >
          {words.has}
        </Button>
      )}
      {isMine && (
        <Button
          size="small"
          aria-label={words.doneTask(task.text)}
          aria-haspopup="dialog"
          onClick={() => setOpen('end')}
        >
          {words.done}
        </Button>
      )}
      <Button
        size="small"
        look="quiet"
        aria-label={words.moreTask(task.text)}
        aria-haspopup="dialog"
        onClick={() => setOpen('more')}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Button>
      {open === 'end' && <EndDialog incident={incident} task={task} onClose={() => setOpen(null)} />}
      {open === 'more' && <TaskDialog incident={incident} task={task} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Again({ incident, task }: Omit<Props, 'readOnly'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        look="quiet"
        aria-label={words.reopenTask(task.text)}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {words.reopen}
      </Button>
      {open && <ReopenDialog incident={incident} task={task} onClose={() => setOpen(false)} />}
    </>
  );
}
