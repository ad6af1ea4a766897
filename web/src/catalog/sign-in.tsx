import { signIn } from '@muster/contract/catalog/session';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { call } from '../app/api.ts';
import { meQuery } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { Empty, problemOf, Trouble } from '../ui/states.tsx';
import { words } from './messages.ts';
import { setupNeeded } from './queries.ts';

/** The way in. It stands in front of the screen that was asked for, so that signing in leads straight to it. */
export function SignIn() {
  useTitle(words.signIn.title);
  const client = useQueryClient();
  const state = useQuery(setupNeeded);
  const enter = useMutation({
    mutationFn: (form: FormData) =>
      call(signIn, { body: { email: textOf(form, 'email'), password: String(form.get('password') ?? '') } }),
    onSuccess: (me) => {
      // Nothing that somebody else saw before on this device stays.
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'setup',
      });
      client.setQueryData(meQuery.queryKey, me);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate(new FormData(event.currentTarget));
  };
  const refused = problemOf(enter.error)?.code === 'unauthenticated';
  return (
    <Door title={words.signIn.title}>
      {state.data?.needed && (
        <Empty title={words.signIn.needsSetUp} tone="info">
          <p>{words.signIn.needsSetUpText}</p>
        </Empty>
      )}
      <form onSubmit={submit} className="space-y-4">
        <Field label={words.signIn.email} name="email" type="email" autoComplete="username" required />
        <Field
          label={words.signIn.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={refused ? problemOf(enter.error)?.detail || words.signIn.wrong : undefined}
        />
        {enter.isError && !refused && <Trouble error={enter.error} />}
        <Button type="submit" look="primary" className="min-h-12 w-full text-base" busy={enter.isPending}>
          {words.signIn.go}
        </Button>
      </form>
    </Door>
  );
}

/** The quiet frame of the screens before the sign-in. */
export function Door({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-5 px-4 py-8">
      <header>
        <img src="/icon.svg" alt="" width="44" height="44" className="mb-4" />
        <h1>{title}</h1>
        {about && <p className="mt-1 text-sm text-quiet">{about}</p>}
      </header>
      {children}
    </main>
  );
}
