import { sendContactCode, verifyContact } from '@muster/contract/oncall/contacts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './contact-messages.ts';

interface Props {
  contact: { id: string; label: string };
  onClose: () => void;
}

/** Sends a code by a contact method, and takes it back from whoever got it. */
export function ContactProof({ contact, onClose }: Props) {
  const client = useQueryClient();
  const params = { name: 'me', contact: contact.id };
  const send = useMutation({ mutationFn: () => call(sendContactCode, { params }) });
  const check = useMutation({
    mutationFn: (code: string) => call(verifyContact, { params, body: { code } }),
    onSuccess: (reach) => {
      client.setQueryData(['contacts', 'me'], reach);
      say(words.verified);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    check.mutate(textOf(new FormData(event.currentTarget), 'code'));
  };
  const rest = errorBeside(check.error, ['/code']);
  return (
    <Dialog title={words.verifyTitle(contact.label)} onClose={onClose}>
      <div className="space-y-4">
        <p className="text-sm">{send.isSuccess ? words.sent : words.verifyText}</p>
        <Button
          look={send.isSuccess ? 'plain' : 'primary'}
          busy={send.isPending}
          onClick={() => send.mutate()}
        >
          {send.isSuccess ? words.sendAgain : words.send}
        </Button>
        {send.isError && <Wrong text={reasonOf(send.error)} />}
        <form onSubmit={submit} className="space-y-4">
          <Field
            label={words.code}
            hint={words.codeHint}
            name="code"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            error={errorAt(check.error, '/code')}
          />
          {rest && <Wrong text={rest} />}
          <Button type="submit" look={send.isSuccess ? 'primary' : 'plain'} busy={check.isPending}>
            {words.check}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}

function Wrong({ text }: { text: string }) {
  return (
    <p role="alert" className="text-sm text-critical">
      {text}
    </p>
  );
}
