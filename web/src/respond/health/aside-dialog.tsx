import type { Incident } from '@muster/contract/respond/incidents';
import { dismissNudge } from '@muster/contract/respond/nudges';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { useAct } from '../act.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';

interface Props {
  incident: Incident;
  /** The sign or proposal, by its id. */
  nudge: string;
  title: string;
  onClose: () => void;
}

/** A proposal can be declined, with a reason that stays on record. */
export function AsideDialog({ incident, nudge, title, onClose }: Props) {
  const [reason, setReason] = useState('');
  const act = useAct(
    incident,
    (body: { reason: string }) => call(dismissNudge, { params: { ref: incident.id, id: nudge }, body }),
    { quiet: true },
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!act.isPending) act.mutate({ reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm text-quiet">{words.asideText}</p>
        <Field
          label={words.asideWhy}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errorAt(act.error, '/reason')}
          maxLength={500}
          required
          autoComplete="off"
        />
        <Wrong text={errorBeside(act.error, ['/reason'])} />
        <Button type="submit" look="primary" className="w-full" busy={act.isPending}>
          {words.asideButton}
        </Button>
      </form>
    </Dialog>
  );
}
