import { askPasskey, signInByPasskey } from '@muster/contract/catalog/proofs';
import { type Me, signIn } from '@muster/contract/catalog/session';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { call } from '../app/api.ts';
import { meQuery } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { Empty, problemOf, reasonOf, Trouble } from '../ui/states.tsx';
import { words } from './messages.ts';
import { browserHasPasskeys, signWithPasskey } from './passkey.ts';
import { setupNeeded } from './queries.ts';
import { SecondStep } from './second-step.tsx';
import { SignInWays } from './sign-in-ways.tsx';

/** The way in. It stands in front of the screen that was asked for, so that signing in leads straight to it. */
export function SignIn() {
  useTitle(words.signIn.title);
  const comeIn = useComeIn();
  const state = useQuery(setupNeeded);
  const enter = useMutation({
    mutationFn: (form: FormData) =>
      call(signIn, { body: { email: textOf(form, 'email'), password: String(form.get('password') ?? '') } }),
    onSuccess: (answer) => 'secondFactor' in answer || comeIn(answer),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate(new FormData(event.currentTarget));
  };
  const refused = problemOf(enter.error)?.code === 'unauthenticated';
  if (enter.data && 'secondFactor' in enter.data)
    return (
      <Door title={words.proof.secondStep} about={words.proof.secondStepAbout}>
        <SecondStep asked={enter.data.secondFactor} onDone={comeIn} onBack={enter.reset} />
      </Door>
    );
  return (
    <Door title={words.signIn.title}>
      {state.data?.needed && (
        <Empty title={words.signIn.needsSetUp} tone="info">
          <p>{words.signIn.needsSetUpText}</p>
        </Empty>
      )}
      <SignInWays>
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
        {browserHasPasskeys() && <PasskeySignIn onDone={comeIn} />}
      </SignInWays>
    </Door>
  );
}

/** A passkey says itself who it belongs to: nothing is typed. */
function PasskeySignIn({ onDone }: { onDone: (me: Me) => void }) {
  const enter = useMutation({
    mutationFn: async () =>
      call(signInByPasskey, { body: { passkey: await signWithPasskey(await call(askPasskey)) } }),
    onSuccess: onDone,
  });
  return (
    <div className="space-y-2">
      <Button className="min-h-12 w-full text-base" busy={enter.isPending} onClick={() => enter.mutate()}>
        <KeyRound size={18} aria-hidden="true" />
        {words.proof.signInByPasskey}
      </Button>
      {enter.isError && (
        <p role="alert" className="text-sm text-critical">
          {reasonOf(enter.error)}
        </p>
      )}
    </div>
  );
}

/** Lets somebody in: nothing that somebody else saw before on this device stays. */
export function useComeIn(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    client.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'setup',
    });
    client.setQueryData(meQuery.queryKey, me);
  };
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
