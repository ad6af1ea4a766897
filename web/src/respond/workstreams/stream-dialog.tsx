import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { PersonChoice } from '../person-choice.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useChangeStream, useCloseStream } from './queries.ts';
import type { StreamDialogProps } from './report-dialog.tsx';

const spans = [10, 15, 20, 30, 60, 120, 240];

/** Another lead, another pace; or its end. */
export function StreamDialog(props: StreamDialogProps) {
  return (
    <Dialog title={props.stream.title} onClose={props.onClose}>
      <div className="space-y-5">
        <ChangeForm {...props} />
        <CloseForm {...props} />
      </div>
    </Dialog>
  );
}

function ChangeForm({ incident, stream, onClose }: StreamDialogProps) {
  const [lead, setLead] = useState(stream.lead ?? '');
  const [every, setEvery] = useState(String(stream.everyMinutes ?? ''));
  const change = useChangeStream(incident, stream.id);
  const offered = [...new Set([...spans, ...(stream.everyMinutes === null ? [] : [stream.everyMinutes])])];
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending)
      change.mutate(
        { lead: lead || null, everyMinutes: every === '' ? null : Number(every) },
        { onSuccess: onClose },
      );
  };
  return (
    <form onSubmit={save} className="space-y-3">
      <PersonChoice
        label={words.lead}
        value={lead}
        nobody={words.nobody}
        first={incident.responders.map((one) => one.person)}
        error={errorAt(change.error, '/lead')}
        isRequired={false}
        onChange={setLead}
      />
      <Choice label={words.every} value={every} onChange={(event) => setEvery(event.target.value)}>
        <option value="">{words.never}</option>
        {offered
          .toSorted((a, b) => a - b)
          .map((one) => (
            <option key={one} value={one}>
              {words.span(one)}
            </option>
          ))}
      </Choice>
      <Wrong text={errorBeside(change.error, ['/lead'])} />
      <Button type="submit" look="primary" className="w-full" busy={change.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

function CloseForm({ incident, stream, onClose }: StreamDialogProps) {
  const [reason, setReason] = useState('');
  const close = useCloseStream(incident, stream.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!close.isPending) close.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <form onSubmit={save} className="space-y-3 border-t border-line pt-4">
      <h3 className="font-medium">{words.closeText}</h3>
      <Field
        label={words.closeWhy}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        autoComplete="off"
      />
      <Wrong text={errorBeside(close.error, [])} />
      <Button type="submit" className="w-full" busy={close.isPending}>
        {words.close}
      </Button>
    </form>
  );
}
