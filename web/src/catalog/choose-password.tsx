import type { SecondFactorAsked } from '@muster/contract/catalog/factors';
import type { Me } from '@muster/contract/catalog/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { meQuery } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { Door } from './door.tsx';
import { words } from './messages.ts';
import { OwnDeviceChoice } from './own-device-choice.tsx';
import { SecondStep } from './second-step.tsx';

interface Props {
  title: string;
  about: string;
  go: string;
  send: (password: string) => Promise<Me | SecondFactorAsked>;
  onDone: (me: Me) => void;
  /** What can be done when the link does not hold any more. */
  otherwise?: ReactNode;
}

/** By the one-time link of a letter or of an administrator: choose a password, and be signed in. */
export function ChoosePassword({ title, about, go, send, onDone, otherwise }: Props) {
  useTitle(title);
  const client = useQueryClient();
  const finish = (me: Me) => {
    // Nothing that somebody else saw before on this device stays.
    client.clear();
    client.setQueryData(meQuery.queryKey, me);
    onDone(me);
  };
  const choose = useMutation({
    mutationFn: (form: FormData) => send(String(form.get('password') ?? '')),
    onSuccess: (answer) => 'secondFactor' in answer || finish(answer),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    choose.mutate(new FormData(event.currentTarget));
  };
  const rest = errorBeside(choose.error, ['/password']);
  if (choose.data && 'secondFactor' in choose.data)
    return (
      <Door title={words.proof.secondStep} about={words.proof.passwordSet}>
        <SecondStep
          asked={choose.data.secondFactor}
          onDone={finish}
          onBack={() => window.location.assign(paths.now)}
        />
      </Door>
    );
  return (
    <Door title={title} about={about}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={words.setUp.password}
          hint={words.setUp.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          name="password"
          required
          error={errorAt(choose.error, '/password')}
        />
        <OwnDeviceChoice />
        {rest && (
          <div role="alert" className="space-y-2 text-sm">
            <p className="text-critical">{rest}</p>
            {otherwise}
          </div>
        )}
        <Button type="submit" look="primary" className="min-h-12 w-full text-base" busy={choose.isPending}>
          {go}
        </Button>
      </form>
    </Door>
  );
}
