import type { Incident } from '@muster/contract/respond/incidents';
import { usualWatch } from '@muster/contract/respond/settings';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useWatch } from './queries.ts';

/** For how long from now, and why. */
export function WatchDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const [minutes, setMinutes] = useState(String(incident.rule.watchMinutes ?? usualWatch));
  const [reason, setReason] = useState('');
  const watch = useWatch(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!watch.isPending)
      watch.mutate({ minutes: Number(minutes), reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.longerTitle} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <Field
          label={words.minutes}
          type="number"
          min={5}
          max={10_080}
          inputMode="numeric"
          required
          value={minutes}
          error={errorAt(watch.error, '/minutes')}
          onChange={(event) => setMinutes(event.target.value)}
        />
        <Field
          label={words.why}
          hint={words.whyHint}
          value={reason}
          maxLength={2_000}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <Wrong text={errorBeside(watch.error, ['/minutes'])} />
        <Button type="submit" look="primary" className="w-full" busy={watch.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
