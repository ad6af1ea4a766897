import type { Incident } from '@muster/contract/respond/incidents';
import { daysTooLate, reopenDays } from '@muster/contract/respond/reopening';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { nowMs } from '../../ui/clock.ts';
import { Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { useDeclareAgain, useReopen } from '../queries.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';

interface Props {
  incident: Incident;
  onDone: () => void;
}

/** The same incident goes on; what is back too late for that is declared anew, and both are linked. */
export function ReopenForm({ incident, onDone }: Props) {
  const days = daysTooLate(incident, new Date(nowMs()).toISOString());
  return days === null ? (
    <GoesOn incident={incident} onDone={onDone} />
  ) : (
    <Again incident={incident} days={days} onDone={onDone} />
  );
}

function GoesOn({ incident, onDone }: Props) {
  const [reason, setReason] = useState('');
  const reopen = useReopen(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!reopen.isPending && reason.trim() !== '')
      reopen.mutate({ reason: reason.trim() }, { onSuccess: done });
  };
  const done = () => {
    say(words.reopened);
    onDone();
  };
  return (
    <form onSubmit={save} className="space-y-3">
      <p className="text-sm text-quiet">{words.reopenText}</p>
      <What value={reason} onChange={setReason} />
      <Wrong text={errorBeside(reopen.error, [])} />
      <Button type="submit" look="primary" className="w-full" busy={reopen.isPending}>
        {words.reopen}
      </Button>
    </form>
  );
}

function Again({ incident, days, onDone }: Props & { days: number }) {
  const [what, setWhat] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const again = useDeclareAgain(incident, key);
  const navigate = useNavigate();
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (again.isPending || what.trim() === '') return;
    again.mutate(what.trim(), {
      onSuccess: ({ ref }) => {
        onDone();
        void navigate({ to: paths.incident(ref) });
      },
    });
  };
  return (
    <form onSubmit={save} className="space-y-3">
      <p className="text-sm text-quiet">{words.tooLate(days, reopenDays)}</p>
      <What value={what} onChange={setWhat} />
      <Wrong text={errorBeside(again.error, [])} />
      <Button type="submit" look="primary" className="w-full" busy={again.isPending}>
        {words.declareAgain}
      </Button>
    </form>
  );
}

function What({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Field
      label={words.reopenWhy}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      maxLength={2000}
      required
      autoComplete="off"
    />
  );
}
