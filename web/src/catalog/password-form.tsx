import type { SecondFactorAsked } from '@muster/contract/catalog/factors';
import { type Me, signIn } from '@muster/contract/catalog/session';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { problemOf, Trouble } from '../ui/states.tsx';
import { words } from './messages.ts';
import { OwnDeviceChoice } from './own-device-choice.tsx';
import { words as security } from './security-messages.ts';
import { useWait, WaitNotice } from './wait.tsx';

interface Props {
  onDone: (answer: Me | SecondFactorAsked) => void;
  onForgot: () => void;
}

/** E-mail and password. What is wrong stands beside the password; too many wrong ones are told with the time left. */
export function PasswordForm({ onDone, onForgot }: Props) {
  const enter = useMutation({
    mutationFn: (form: FormData) =>
      call(signIn, { body: { email: textOf(form, 'email'), password: String(form.get('password') ?? '') } }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate(new FormData(event.currentTarget));
  };
  const problem = problemOf(enter.error);
  const wait = useWait(enter.error);
  const isLimited = problem?.retryAfter !== undefined;
  const isWrong = problem?.code === 'unauthenticated';
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field label={words.signIn.email} name="email" type="email" autoComplete="username" required />
      <div>
        <Field
          label={words.signIn.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={isWrong ? problem.detail || words.signIn.wrong : undefined}
        />
        <Button look="quiet" size="small" className="mt-1 -ml-2.5" onClick={onForgot}>
          {security.signIn.forgot}
        </Button>
      </div>
      <OwnDeviceChoice />
      {isLimited && <WaitNotice error={enter.error} wait={wait} />}
      {enter.isError && !isWrong && !isLimited && <Trouble error={enter.error} />}
      <Button
        type="submit"
        look="primary"
        className="min-h-12 w-full text-base"
        busy={enter.isPending}
        whyNot={wait > 0 ? security.signIn.waiting : undefined}
      >
        {words.signIn.go}
      </Button>
    </form>
  );
}
