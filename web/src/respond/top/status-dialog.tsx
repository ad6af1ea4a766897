import type { Incident } from '@muster/contract/respond/incidents';
import { isOver } from '@muster/contract/respond/reopening';
import type { Status } from '@muster/contract/respond/settings';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { localZone } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { because } from '../details/late-reason.tsx';
import { useChangeIncident, useResolve } from '../queries.ts';
import { Wrong } from '../wrong.tsx';
import { CloseForm } from './close-form.tsx';
import { words } from './messages.ts';
import { ReasonField } from './reason-field.tsx';
import { ReopenForm } from './reopen-form.tsx';

interface Props {
  incident: Incident;
  statuses: readonly Status[];
  /** The step that was pressed. */
  asked: string;
  onClose: () => void;
}

/** Where to next. To resolve and to reopen mean more than another word, so they ask for what belongs to them. */
export function StatusDialog({ incident, statuses, asked, onClose }: Props) {
  const [chosen, setChosen] = useState(asked);
  const status = statuses.find((one) => one.name === chosen);
  const ending = status !== undefined && isOver(status.category) && !isOver(incident.category);
  const reopening = isOver(incident.category) && status !== undefined && !isOver(status.category);
  return (
    <Dialog title={words.status} onClose={onClose}>
      <div className="space-y-4">
        <Choices statuses={statuses} chosen={chosen} onChange={setChosen} />
        {ending && status?.category === 'post-incident' ? (
          <ResolveForm incident={incident} onDone={onClose} />
        ) : reopening ? (
          <ReopenForm incident={incident} onDone={onClose} />
        ) : status?.category === 'closed' && incident.category !== 'closed' ? (
          <CloseForm incident={incident} status={status} onDone={onClose} />
        ) : (
          status && <ChangeForm incident={incident} status={status} onDone={onClose} />
        )}
      </div>
    </Dialog>
  );
}

interface ChoicesProps {
  statuses: readonly Status[];
  chosen: string;
  onChange: (status: string) => void;
}

/** Merging is done by merging, so its status is not for choosing. */
function Choices({ statuses, chosen, onChange }: ChoicesProps) {
  const name = useId();
  return (
    <fieldset className="divide-y divide-line overflow-hidden rounded-lg border border-line">
      <legend className="sr-only">{words.status}</legend>
      {statuses
        .filter((one) => one.category !== 'merged')
        .map((one) => (
          <ChoiceRow
            key={one.name}
            name={name}
            isChosen={one.name === chosen}
            onChoose={() => onChange(one.name)}
            className="flex text-sm"
          >
            <span>
              {one.label}
              {one.meaning && <span className="block font-normal text-quiet">{one.meaning}</span>}
            </span>
          </ChoiceRow>
        ))}
    </fieldset>
  );
}

function ChangeForm({
  incident,
  status,
  onDone,
}: {
  incident: Incident;
  status: Status;
  onDone: () => void;
}) {
  const [reason, setReason] = useState('');
  const change = useChangeIncident(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (status.name !== incident.status)
      change.mutate({
        change: { status: status.name, ...because(reason) },
        expected: { status: status.name, category: status.category },
      });
    onDone();
  };
  return (
    <form onSubmit={save} className="space-y-3">
      <ReasonField incident={incident} value={reason} error={change.error} onChange={setReason} />
      <Button type="submit" look="primary" className="w-full">
        {words.change}
      </Button>
    </form>
  );
}

function ResolveForm({ incident, onDone }: { incident: Incident; onDone: () => void }) {
  const [at, setAt] = useState('');
  const [text, setText] = useState('');
  const resolve = useResolve(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (resolve.isPending) return;
    const when = at === '' ? {} : { at: new Date(at).toISOString() };
    resolve.mutate({ ...when, ...(text.trim() ? { text: text.trim() } : {}) }, { onSuccess: done });
  };
  const done = () => {
    say(words.resolved);
    onDone();
  };
  return (
    <form onSubmit={save} className="space-y-3">
      <p className="text-sm text-quiet">{words.resolveText}</p>
      <Area
        label={words.resolveWhat}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={5000}
      />
      <Field
        label={words.resolveAt}
        hint={`${words.resolveAtHint} ${localZone}.`}
        type="datetime-local"
        step="1"
        value={at}
        error={errorAt(resolve.error, '/at')}
        onChange={(event) => setAt(event.target.value)}
      />
      <Wrong text={errorBeside(resolve.error, ['/at'])} />
      <Button type="submit" look="primary" className="w-full" busy={resolve.isPending}>
        {words.resolve}
      </Button>
    </form>
  );
}
