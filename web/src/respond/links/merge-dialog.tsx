import type { Incident } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { openIncidents } from '../queries.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useMerge, useUnmerge } from './queries.ts';

interface Props {
  incident: Incident;
  onClose: () => void;
}

/** Into one that is open; private ones only with private ones, of the same people. */
export function MergeDialog({ incident, onClose }: Props) {
  const [into, setInto] = useState('');
  const [reason, setReason] = useState('');
  const merge = useMerge(incident);
  const others = (useQuery(openIncidents).data?.items ?? []).filter(
    (one) => one.id !== incident.id && one.private === incident.private && one.kind === incident.kind,
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (into === '' || merge.isPending) return;
    merge.mutate(
      { into, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      {
        onSuccess: () => {
          say(words.merged(into));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={words.mergeTitle} onClose={onClose}>
      <form onSubmit={send} className="space-y-4">
        <p className="text-sm">{words.mergeAbout}</p>
        <Choice
          label={words.into}
          value={into}
          required
          error={errorAt(merge.error, '/into')}
          onChange={(event) => setInto(event.target.value)}
        >
          <option value="" />
          {others.map((one) => (
            <option key={one.id} value={one.ref}>
              {one.ref} {one.title}
            </option>
          ))}
        </Choice>
        <Reason value={reason} isRequired={false} onChange={setReason} />
        <Wrong text={errorBeside(merge.error, ['/into'])} />
        <Button type="submit" look="primary" className="w-full" busy={merge.isPending}>
          {words.mergeTitle}
        </Button>
      </form>
    </Dialog>
  );
}

export function ApartDialog({ incident, onClose }: Props) {
  const [reason, setReason] = useState('');
  const apart = useUnmerge(incident);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') apart.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog title={words.apartTitle} onClose={onClose}>
      <form onSubmit={send} className="space-y-4">
        <p className="text-sm">{words.apartAbout}</p>
        <Reason value={reason} isRequired onChange={setReason} />
        <Wrong text={errorBeside(apart.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={apart.isPending}>
          {words.apart}
        </Button>
      </form>
    </Dialog>
  );
}

function Reason(props: { value: string; isRequired: boolean; onChange: (text: string) => void }) {
  return (
    <Field
      label={words.reason}
      value={props.value}
      maxLength={2_000}
      required={props.isRequired}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
