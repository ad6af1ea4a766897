import { type Me, useSignInLink } from '@muster/contract/catalog/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { meQuery } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { words } from './messages.ts';
import { SecondStep } from './second-step.tsx';
import { Door } from './sign-in.tsx';

/** Somebody whom an administrator sent a one-time link: choose a password, and be signed in. */
export function Welcome({ token, onDone }: { token: string; onDone: (address: string) => void }) {
  useTitle(words.welcome.title);
  const client = useQueryClient();
  const finish = (me: Me) => {
    // Nothing that somebody else saw before on this device stays.
    client.clear();
    client.setQueryData(meQuery.queryKey, me);
    onDone(paths.reachMe);
  };
  const start = useMutation({
    mutationFn: (form: FormData) =>
      call(useSignInLink, { body: { token, password: String(form.get('password') ?? '') } }),
    onSuccess: (answer) => 'secondFactor' in answer || finish(answer),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate(new FormData(event.currentTarget));
  };
  const rest = errorBeside(start.error, ['/password']);
  if (start.data && 'secondFactor' in start.data)
    return (
      <Door title={words.proof.secondStep} about={words.proof.passwordSet}>
        <SecondStep
          asked={start.data.secondFactor}
          onDone={finish}
          onBack={() => window.location.assign(paths.now)}
        />
      </Door>
    );
  return (
    <Door title={words.welcome.title} about={words.welcome.about}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={words.setUp.password}
          hint={words.setUp.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={12}
          name="password"
          required
          error={errorAt(start.error, '/password')}
        />
        {rest && (
          <p role="alert" className="text-sm text-critical">
            {rest}
          </p>
        )}
        <Button type="submit" look="primary" className="min-h-12 w-full text-base" busy={start.isPending}>
          {words.welcome.go}
        </Button>
      </form>
    </Door>
  );
}
