import { putContact } from '@muster/contract/oncall/contacts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';

type Kind = 'email' | 'webhook' | 'ntfy' | 'telegram';

const titles: Record<Kind, string> = {
  email: words.reach.addMail,
  webhook: words.reach.addHook,
  ntfy: words.reach.addNtfy,
  telegram: words.reach.addTelegram,
};
const usualIds: Record<Kind, string> = { email: 'mail', webhook: 'hook', ntfy: 'ntfy', telegram: 'telegram' };

/** Adds a mail address, a webhook, a topic or a Telegram account to my contact methods. */
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
  const rest = errorBeside(add.error, ['/to', '/url', '/chat', '/secret', '/token', '/id']);
  return (
    <Dialog title={titles[kind]} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <PlaceFields kind={kind} email={email} error={add.error} />
        <Field
          label={words.reach.id}
          name="id"
          hint={words.reach.idHint}
          required
          pattern="[a-z0-9][a-z0-9._\-]*"
          autoCapitalize="none"
          defaultValue={usualIds[kind]}
          error={errorAt(add.error, '/id')}
        />
        <Wrong text={rest} />
        <Button type="submit" look="primary" className="w-full" busy={add.isPending}>
          {words.reach.add}
        </Button>
      </form>
    </Dialog>
  );
}

function PlaceFields({ kind, email, error }: { kind: Kind; email: string; error: Error | null }) {
  if (kind === 'email')
    return (
      <Field
        label={words.reach.address}
        name="to"
        type="email"
        required
        defaultValue={email}
        error={errorAt(error, '/to')}
      />
    );
  if (kind === 'telegram')
    return (
      <>
        <p className="text-sm text-quiet">{words.reach.telegramText}</p>
        <Field
          label={words.reach.chat}
          hint={words.reach.chatHint}
          name="chat"
          inputMode="numeric"
          pattern="[1-9][0-9]{4,15}"
          autoComplete="off"
          required
          error={errorAt(error, '/chat')}
        />
      </>
    );
  const isTopic = kind === 'ntfy';
  const secret = isTopic ? 'token' : 'secret';
  return (
    <>
      {isTopic && <p className="text-sm text-quiet">{words.reach.ntfyText}</p>}
      <Field
        label={isTopic ? words.reach.topic : words.reach.url}
        hint={isTopic ? words.reach.topicHint : undefined}
        name="url"
        type="url"
        required
        error={errorAt(error, '/url')}
      />
      <Field
        label={words.reach[secret]}
        name={secret}
        hint={isTopic ? words.reach.tokenHint : words.reach.secretHint}
        minLength={isTopic ? undefined : 8}
        autoComplete="off"
        error={errorAt(error, `/${secret}`)}
      />
    </>
  );
}

function bodyOf(kind: Kind, form: FormData) {
  const id = textOf(form, 'id');
  if (kind === 'email') return { id, kind, to: textOf(form, 'to') } as const;
  if (kind === 'telegram') return { id, kind, chat: textOf(form, 'chat') } as const;
  const url = textOf(form, 'url');
  if (kind === 'ntfy') {
    const token = textOf(form, 'token');
    return { id, kind, url, ...(token ? { token } : {}) } as const;
  }
  const secret = textOf(form, 'secret');
  return { id, kind, url, ...(secret ? { secret } : {}) } as const;
}
