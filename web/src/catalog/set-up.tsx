import { setUp } from '@muster/contract/catalog/session';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { meQuery } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { localZone } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { Empty } from '../ui/states.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { Door } from './door.tsx';
import { words } from './messages.ts';
import { setupNeeded } from './queries.ts';
import { SignIn } from './sign-in.tsx';

const pointers = ['/name', '/fullName', '/email', '/password', '/timeZone'];

/** The first administrator, by the one-time link. */
export function SetUp({ token, onDone }: { token: string; onDone: (address: string) => void }) {
  useTitle(words.setUp.title);
  const client = useQueryClient();
  const state = useQuery(setupNeeded);
  const start = useMutation({
    mutationFn: (form: FormData) =>
      call(setUp, {
        body: {
          token,
          name: textOf(form, 'name'),
          fullName: textOf(form, 'fullName'),
          email: textOf(form, 'email'),
          password: String(form.get('password') ?? ''),
          timeZone: textOf(form, 'timeZone'),
        },
      }),
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      onDone(paths.setup);
    },
  });
  if (state.data?.needed === false) return <SignIn />;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate(new FormData(event.currentTarget));
  };
  const field = (name: string) => ({ name, required: true, error: errorAt(start.error, `/${name}`) });
  const rest = errorBeside(start.error, pointers);
  return (
    <Door title={words.setUp.title} about={words.setUp.about}>
      {token === '' && <Empty title={words.setUp.noToken} tone="warning" />}
      <form onSubmit={submit} className="space-y-4">
        <Field label={words.setUp.fullName} autoComplete="name" {...field('fullName')} />
        <Field
          label={words.setUp.name}
          hint={words.setUp.nameHint}
          pattern="[a-z0-9][a-z0-9._\-]*"
          autoCapitalize="none"
          autoComplete="off"
          {...field('name')}
        />
        <Field label={words.setUp.email} type="email" autoComplete="username" {...field('email')} />
        <Field
          label={words.setUp.password}
          hint={words.setUp.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={12}
          {...field('password')}
        />
        <Field
          label={words.setUp.timeZone}
          hint={words.setUp.timeZoneHint}
          defaultValue={localZone}
          autoComplete="off"
          {...field('timeZone')}
        />
        <Wrong text={rest} />
        <Button
          type="submit"
          look="primary"
          className="min-h-12 w-full text-base"
          busy={start.isPending}
          whyNot={token === '' ? words.setUp.noToken : undefined}
        >
          {words.setUp.go}
        </Button>
      </form>
    </Door>
  );
}
