import { deactivatePerson, type Person, reactivatePerson } from '@muster/contract/catalog/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { ReasonField } from './change-form.tsx';
import { words } from './people-messages.ts';

/** Deactivates, after having shown what goes on without them. */
export function LeaveForm({ person, duties }: { person: Person; duties: ReactNode }) {
  const isMe = useMe().name === person.name;
  return (
    <ReasonForm
      person={person}
      said={words.left_}
      does={(reason) => call(deactivatePerson, { params: { name: person.name }, body: { reason } })}
      button={(busy) => (
        <Button type="submit" look="danger" className="w-full" busy={busy}>
          {words.leaveGo(person.fullName)}
        </Button>
      )}
    >
      <p className="text-sm text-quiet">{words.leaveText}</p>
      {isMe && <p className="text-sm font-medium text-warning">{words.loseOwn}</p>}
      {duties}
    </ReasonForm>
  );
}

export function ReturnForm({ person }: { person: Person }) {
  return (
    <ReasonForm
      person={person}
      said={words.back}
      does={(reason) => call(reactivatePerson, { params: { name: person.name }, body: { reason } })}
      button={(busy) => (
        <Button type="submit" look="primary" className="w-full" busy={busy}>
          {words.reactivate}
        </Button>
      )}
    >
      <p className="text-sm text-quiet">{words.reactivateText}</p>
    </ReasonForm>
  );
}

interface Props {
  person: Person;
  said: (name: string) => string;
  does: (reason: string) => Promise<unknown>;
  button: (busy: boolean) => ReactNode;
  children: ReactNode;
}

function ReasonForm({ person, said, does, button, children }: Props) {
  const client = useQueryClient();
  const go = useMutation({
    mutationFn: does,
    onSuccess: () => {
      say(said(person.fullName));
      return client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    go.mutate(textOf(new FormData(event.currentTarget), 'reason'));
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      {children}
      <ReasonField error={errorAt(go.error, '/reason')} />
      <Wrong text={errorBeside(go.error, ['/reason'])} />
      {button(go.isPending)}
    </form>
  );
}
