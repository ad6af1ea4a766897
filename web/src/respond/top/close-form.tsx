import { missingToClose } from '@muster/contract/respond/closing';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Status } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { respondSettings, useClose } from '../queries.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';

interface Props {
  incident: Incident;
  status: Status;
  onDone: () => void;
}

/** Tells what is missing before anybody closes it, and asks why where it is closed all the same (R65). */
export function CloseForm({ incident, status, onDone }: Props) {
  const [exception, setException] = useState('');
  const close = useClose(incident);
  const types = useQuery(respondSettings).data?.types ?? [];
  const missing = missingToClose(
    incident,
    types.find((one) => one.name === incident.type),
  );
  const ready = missing.length === 0;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (close.isPending || (!ready && exception.trim() === '')) return;
    close.mutate(
      { status: status.name, ...(ready ? {} : { exception: exception.trim() }) },
      {
        onSuccess: () => {
          say(words.closed);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={save} className="space-y-3">
      {ready ? (
        <p className="text-sm text-quiet">{words.closeReady}</p>
      ) : (
        <>
          <div className="rounded-md bg-warning-soft px-3 py-2 text-sm">
            <p className="font-medium">{words.closeMissing}</p>
            <ul className="ml-4 list-disc">
              {[...new Set(missing.map((one) => one.text))].map((text) => (
                <li key={text} className="wrap-anywhere">
                  {text}
                </li>
              ))}
            </ul>
          </div>
          <Area
            label={words.closeWhy}
            hint={words.closeWhyHint}
            rows={2}
            value={exception}
            maxLength={2_000}
            required
            onChange={(event) => setException(event.target.value)}
          />
        </>
      )}
      <Wrong text={errorBeside(close.error, [])} />
      <Button type="submit" look="primary" className="w-full" busy={close.isPending}>
        {words.close}
      </Button>
    </form>
  );
}
