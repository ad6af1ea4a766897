import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { changeTask } from '@muster/contract/respond/tasks';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { PersonChoice } from '../person-choice.tsx';
import { Wrong } from '../wrong.tsx';
import { EndForm, type TaskDialogProps } from './end-dialog.tsx';
import { words } from './messages.ts';
import { useChangeTask } from './queries.ts';

const spans = [5, 10, 20, 30, 60, 120, 240];

/** Says it otherwise, gives it to somebody else, moves its time; or ends it. */
export function TaskDialog({ incident, task, onClose }: TaskDialogProps) {
  return (
    <Dialog title={words.edit} onClose={onClose}>
      <div className="space-y-5">
        <EditForm incident={incident} task={task} onClose={onClose} />
        <div className="space-y-2 border-t border-line pt-4">
          <h3 className="font-medium">{words.end}</h3>
          <EndForm incident={incident} task={task} onClose={onClose} isBeside />
        </div>
      </div>
    </Dialog>
  );
}

function EditForm({ incident, task, onClose }: TaskDialogProps) {
  const [text, setText] = useState(task.text);
  const [person, setPerson] = useState(task.person ?? '');
  const [time, setTime] = useState('keep');
  const [stream, setStream] = useState(task.stream ?? '');
  const change = useChangeTask(incident, task.id);
  const streams = incident.streams.filter((one) => one.closedAt === null || one.id === task.stream);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || change.isPending) return;
    const place = stream === (task.stream ?? '') ? {} : { stream: stream || null };
    change.mutate(
      { text: text.trim(), person: person || null, ...timeOf(time), ...place },
      { onSuccess: onClose },
    );
  };
  return (
    <form onSubmit={save} className="space-y-3">
      <Field
        label={words.edit}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={500}
        required
        autoComplete="off"
      />
      <PersonChoice
        label={words.person}
        value={person}
        nobody={words.choose}
        first={incident.responders.map((one) => one.person)}
        error={errorAt(change.error, '/person')}
        isRequired={false}
        onChange={setPerson}
      />
      <Choice label={words.time} value={time} onChange={(event) => setTime(event.target.value)}>
        <option value="keep">{words.keep}</option>
        {task.dueAt !== null && <option value="none">{words.noTime}</option>}
        {spans.map((minutes) => (
          <option key={minutes} value={minutes}>
            {words.fromNow(minutes)}
          </option>
        ))}
      </Choice>
      {streams.length > 0 && (
        <Choice label={words.stream} value={stream} onChange={(event) => setStream(event.target.value)}>
          <option value="">{words.noStream}</option>
          {streams.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Choice>
      )}
      <Wrong text={errorBeside(change.error, ['/person'])} />
      <Button type="submit" look="primary" className="w-full" busy={change.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

function timeOf(time: string): Pick<BodyOf<typeof changeTask>, 'minutes' | 'dueAt'> {
  if (time === 'keep') return {};
  return time === 'none' ? { dueAt: null } : { minutes: Number(time) };
}
