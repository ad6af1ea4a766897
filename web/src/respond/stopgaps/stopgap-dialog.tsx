import type { Incident } from '@muster/contract/respond/incidents';
import type { StopGap } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { localZone } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { toField } from '../impact/local-time.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useEndStopGap, useMoveStopGap } from './queries.ts';

interface Props {
  incident: Incident;
  stopGap: StopGap;
  wish: 'longer' | 'end';
  onClose: () => void;
}

/** It stays longer, or is gone; both with a reason that stays on record. */
export function StopGapDialog({ incident, stopGap, wish, onClose }: Props) {
  const [until, setUntil] = useState(toField(stopGap.until));
  const [reason, setReason] = useState('');
  const move = useMoveStopGap(incident, stopGap.id);
  const end = useEndStopGap(incident, stopGap.id);
  const act = wish === 'end' ? end : move;
  const done = () => {
    say(words.done);
    onClose();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const said = { reason: reason.trim() };
    if (said.reason === '' || act.isPending) return;
    if (wish === 'end') end.mutate(said, { onSuccess: done });
    else
      move.mutate(
        { ...said, until: until === '' ? null : new Date(until).toISOString() },
        { onSuccess: done },
      );
  };
  return (
    <Dialog title={wish === 'end' ? words.endTitle : words.longerTitle} onClose={onClose}>
      <form onSubmit={save} className="space-y-4">
        <p className="wrap-anywhere text-sm text-quiet">{stopGap.what}</p>
        {wish === 'longer' && (
          <Field
            label={words.until}
            hint={words.untilHint(localZone)}
            type="datetime-local"
            value={until}
            error={errorAt(act.error, '/until')}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
        <Field
          label={wish === 'end' ? words.instead : words.why}
          value={reason}
          maxLength={2_000}
          required
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <Wrong text={errorBeside(act.error, ['/until'])} />
        <Button type="submit" look="primary" className="w-full" busy={act.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
