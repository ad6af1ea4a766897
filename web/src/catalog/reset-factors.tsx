import { resetFactors } from '@muster/contract/catalog/factors';
import type { Person } from '@muster/contract/catalog/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { ReasonField } from './change-form.tsx';
import { words } from './factor-messages.ts';

/** For a lost phone: takes all second factors of a person away, after having said what that means. */
export function ResetFactors({ person }: { person: Person }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const reset = useMutation({
    mutationFn: (reason: string) => call(resetFactors, { params: { name: person.name }, body: { reason } }),
    onSuccess: () => {
      say(words.resetDone);
      setOpen(false);
      return client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate(textOf(new FormData(event.currentTarget), 'reason'));
  };
  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        {words.reset}
      </Button>
      {open && (
        <Dialog title={words.resetTitle(person.fullName)} onClose={() => setOpen(false)}>
          <form onSubmit={submit} className="space-y-4">
            <p className="text-sm text-quiet">{words.resetText}</p>
            <ReasonField error={errorAt(reset.error, '/reason')} />
            <Wrong text={errorBeside(reset.error, ['/reason'])} />
            <Button type="submit" look="danger" className="w-full" busy={reset.isPending}>
              {words.reset}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
