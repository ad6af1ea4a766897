import { addPasskey, startPasskey } from '@muster/contract/catalog/factors';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, textOf } from '../ui/form.ts';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './factor-messages.ts';
import { makePasskey } from './passkey.ts';
import { renewFactors } from './queries.ts';

interface Props {
  onClose: () => void;
  /** The recovery codes that came with a first factor. */
  onCodes: (codes: readonly string[]) => void;
}

/** A name for the new passkey; then the browser asks for a finger, a face, a PIN or a key. */
export function PasskeyForm({ onClose, onCodes }: Props) {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: async (name: string) => {
      const made = await makePasskey(await call(startPasskey));
      return call(addPasskey, { body: { name, made } });
    },
    onSuccess: ({ recoveryCodes }) => {
      say(words.passkeyAdded);
      onClose();
      if (recoveryCodes) onCodes(recoveryCodes);
      return renewFactors(client);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(textOf(new FormData(event.currentTarget), 'name'));
  };
  return (
    <Dialog title={words.addPasskey} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={words.passkeyName}
          hint={words.passkeyNameHint}
          name="name"
          required
          maxLength={60}
          autoComplete="off"
          error={add.error ? (errorAt(add.error, '/name') ?? reasonOf(add.error)) : undefined}
        />
        <Button type="submit" look="primary" className="w-full" busy={add.isPending}>
          {words.passkeyGo}
        </Button>
      </form>
    </Dialog>
  );
}
