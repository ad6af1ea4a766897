import { askPasswordReset } from '@muster/contract/catalog/password';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { useTitle } from '../app/title.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { Empty, problemOf, Trouble } from '../ui/states.tsx';
import { Door } from './door.tsx';
import { words as common } from './messages.ts';
import { words as security } from './security-messages.ts';
import { useWait, WaitNotice } from './wait.tsx';

const words = security.forgot;

/** Asks for the letter. The screen says the same whether there is such an account. */
export function Forgot({ onBack }: { onBack: () => void }) {
  useTitle(words.title);
  const ask = useMutation({
    mutationFn: async (email: string) => ({ email, ...(await call(askPasswordReset, { body: { email } })) }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(textOf(new FormData(event.currentTarget), 'email'));
  };
  const wait = useWait(ask.error);
  const isLimited = problemOf(ask.error)?.retryAfter !== undefined;
  const back = (
    <Button look="quiet" size="small" className="-ml-2.5 self-start" onClick={onBack}>
      {words.back}
    </Button>
  );
  if (ask.data)
    return (
      <Door title={words.title}>
        <div role="status">
          <Empty title={ask.data.by === 'mail' ? words.sent : words.noMail} tone="info">
            <p>{ask.data.by === 'mail' ? words.sentText(ask.data.email) : words.noMailText}</p>
          </Empty>
        </div>
        {back}
      </Door>
    );
  return (
    <Door title={words.title} about={words.about}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={common.signIn.email} name="email" type="email" autoComplete="username" required />
        {isLimited && <WaitNotice error={ask.error} wait={wait} />}
        {ask.isError && !isLimited && <Trouble error={ask.error} />}
        <Button
          type="submit"
          look="primary"
          className="min-h-12 w-full text-base"
          busy={ask.isPending}
          whyNot={wait > 0 ? security.signIn.waiting : undefined}
        >
          {words.go}
        </Button>
      </form>
      {back}
    </Door>
  );
}
