import type { SecondFactorAsked } from '@muster/contract/catalog/factors';
import { askPasskey, signInByPasskey } from '@muster/contract/catalog/proofs';
import type { Me } from '@muster/contract/catalog/session';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { meQuery } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { Button } from '../ui/button.tsx';
import { Empty, reasonOf } from '../ui/states.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { Door } from './door.tsx';
import { Forgot } from './forgot.tsx';
import { words } from './messages.ts';
import { browserHasPasskeys, signWithPasskey } from './passkey.ts';
import { PasswordForm } from './password-form.tsx';
import { setupNeeded } from './queries.ts';
import { SecondStep } from './second-step.tsx';
import { SignInWays } from './sign-in-ways.tsx';

/** The way in. It stands in front of the screen that was asked for, so that signing in leads straight to it. */
export function SignIn() {
  useTitle(words.signIn.title);
  const comeIn = useComeIn();
  const state = useQuery(setupNeeded);
  const [asked, setAsked] = useState<SecondFactorAsked>();
  const [hasForgotten, setForgotten] = useState(false);
  if (hasForgotten) return <Forgot onBack={() => setForgotten(false)} />;
  if (asked)
    return (
      <Door title={words.proof.secondStep} about={words.proof.secondStepAbout}>
        <SecondStep asked={asked.secondFactor} onDone={comeIn} onBack={() => setAsked(undefined)} />
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
        <PasswordForm
          onDone={(answer) => ('secondFactor' in answer ? setAsked(answer) : comeIn(answer))}
          onForgot={() => setForgotten(true)}
        />
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
      <Wrong text={enter.isError ? reasonOf(enter.error) : undefined} />
    </div>
  );
}

/** Lets somebody in: nothing that somebody else saw before on this device stays. */
function useComeIn(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    client.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'setup',
    });
    client.setQueryData(meQuery.queryKey, me);
  };
}
