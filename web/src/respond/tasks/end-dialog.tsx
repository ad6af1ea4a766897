import type { Incident } from '@muster/contract/respond/incidents';
import type { Task } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useEndTask, useReopenTask } from './queries.ts';

export interface TaskDialogProps {
  incident: Incident;
  task: Task;
  onClose: () => void;
}

/** Enter says that it is done; what came of it is worth a line. */
export function EndDialog({ incident, task, onClose }: TaskDialogProps) {
  return (
    <Dialog title={words.endTitle} onClose={onClose}>
      <p className="mb-3 text-sm wrap-anywhere">{task.text}</p>
      <EndForm incident={incident} task={task} onClose={onClose} />
    </Dialog>
  );
}

/** Beside another form it is not the likely thing, and does not look so. */
export function EndForm({
  incident,
  task,
  onClose,
  isBeside = false,
}: TaskDialogProps & { isBeside?: boolean }) {
  const [result, setResult] = useState('');
  const end = useEndTask(incident, task.id);
  const save = (state: 'done' | 'dropped') => {
    if (!end.isPending) end.mutate({ state, result: result.trim() }, { onSuccess: onClose });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save('done');
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <Field
        label={words.result}
        hint={words.resultHint}
        value={result}
        onChange={(event) => setResult(event.target.value)}
        maxLength={2000}
        autoComplete="off"
      />
      <Wrong text={errorBeside(end.error, [])} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look={isBeside ? 'plain' : 'primary'} className="flex-1" busy={end.isPending}>
          {words.done}
        </Button>
        <Button busy={end.isPending} onClick={() => save('dropped')}>
          {words.drop}
        </Button>
      </div>
    </form>
  );
}

export function ReopenDialog({ incident, task, onClose }: TaskDialogProps) {
  const [reason, setReason] = useState('');
  const reopen = useReopenTask(incident, task.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '' && !reopen.isPending) reopen.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog title={words.reopen} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm wrap-anywhere">{task.text}</p>
        <Field
          label={words.reopenWhy}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
          required
          autoComplete="off"
        />
        <Wrong text={errorBeside(reopen.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={reopen.isPending}>
          {words.reopen}
        </Button>
      </form>
    </Dialog>
  );
}
