import { enterIncident, knock } from '@muster/contract/respond/members';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';

/** Below "not found": the same words whether there is a private incident of this name or none. */
export function Outside({ reference }: { reference: string }) {
  const isAdmin = useMe().access === 'admin';
  const ask = useMutation({ mutationFn: () => call(knock, { params: { ref: reference } }) });
  return (
    <div className="mt-4 max-w-xl space-y-3 text-sm">
      <p>{words.outside}</p>
      {ask.isSuccess ? (
        <p role="status">{words.asked}</p>
      ) : (
        <Button size="small" busy={ask.isPending} onClick={() => ask.mutate()}>
          {words.ask}
        </Button>
      )}
      <Wrong text={ask.error ? reasonOf(ask.error) : undefined} />
      {isAdmin && <Enter reference={reference} />}
    </div>
  );
}

/** Of an administrator: an act of their own, on record and told to those inside. */
function Enter({ reference }: { reference: string }) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: () => call(enterIncident, { params: { ref: reference }, body: { reason: reason.trim() } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['incident-by-ref', reference] }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '' && !enter.isPending) enter.mutate();
  };
  return (
    <form onSubmit={send} className="space-y-2">
      <Field
        label={words.enterWhy}
        hint={words.enterHint}
        value={reason}
        maxLength={2_000}
        required
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
      <Wrong text={enter.error ? reasonOf(enter.error) : undefined} />
      <Button type="submit" size="small" busy={enter.isPending}>
        {words.enter}
      </Button>
    </form>
  );
}
