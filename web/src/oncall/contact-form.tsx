import { putContact } from '@muster/contract/oncall/contacts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

type Kind = 'email' | 'webhook';

/** Adds a mail address or a webhook to my contact methods. */
export function ContactForm({ kind, email, onClose }: { kind: Kind; email: string; onClose: () => void }) {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (form: FormData) => call(putContact, { params: { name: 'me' }, body: bodyOf(kind, form) }),
    onSuccess: () => {
      say(words.reach.added);
      void client.invalidateQueries({ queryKey: ['contacts'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(new FormData(event.currentTarget));
  };
  const rest = errorBeside(add.error, ['/to', '/url', '/secret', '/id']);
  return (
    <Dialog title={kind === 'email' ? words.reach.addMail : words.reach.addHook} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        {kind === 'email' ? (
          <Field
            label={words.reach.address}
            name="to"
            type="email"
            required
            defaultValue={email}
            error={errorAt(add.error, '/to')}
          />
        ) : (
          <>
            <Field
              label={words.reach.url}
              name="url"
              type="url"
              required
              error={errorAt(add.error, '/url')}
            />
            <Field
              label={words.reach.secret}
              name="secret"
              hint={words.reach.secretHint}
              minLength={8}
              autoComplete="off"
              error={errorAt(add.error, '/secret')}
            />
          </>
        )}
        <Field
          label={words.reach.id}
          name="id"
          hint={words.reach.idHint}
          required
          pattern="[a-z0-9][a-z0-9._\-]*"
          autoCapitalize="none"
          defaultValue={kind === 'email' ? 'mail' : 'hook'}
          error={errorAt(add.error, '/id')}
        />
        {rest && (
          <p role="alert" className="text-sm text-critical">
            {rest}
          </p>
        )}
        <Button type="submit" look="primary" className="w-full" busy={add.isPending}>
          {words.reach.add}
        </Button>
      </form>
    </Dialog>
  );
}

function bodyOf(kind: Kind, form: FormData) {
  const id = textOf(form, 'id');
  if (kind === 'email') return { id, kind, to: textOf(form, 'to') } as const;
  const secret = textOf(form, 'secret');
  return { id, kind, url: textOf(form, 'url'), ...(secret ? { secret } : {}) } as const;
}
