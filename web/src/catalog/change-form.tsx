import { changePerson, type Person } from '@muster/contract/catalog/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './people-messages.ts';
import { AccessChoice, levelOf, TeamChoice, teamsOf } from './person-fields.tsx';
import { teams } from './queries.ts';

const pointers = ['/fullName', '/email', '/timeZone', '/access', '/reason'];

/** Changes an account; only what differs is sent, and never without a reason. */
export function ChangeForm({ person }: { person: Person }) {
  const client = useQueryClient();
  const known = useQuery(teams).data ?? [];
  const [idle, setIdle] = useState('');
  const save = useMutation({
    mutationFn: ({ reason, ...fields }: Changes) =>
      call(changePerson, { params: { name: person.name }, body: { ...fields, reason } }),
    onSuccess: async () => {
      say(words.saved(person.fullName));
      await client.invalidateQueries({ queryKey: ['people'] });
      await client.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const changes = differing(person, form);
    setIdle(Object.keys(changes).length === 0 ? words.nothing : '');
    if (Object.keys(changes).length > 0) save.mutate({ ...changes, reason: textOf(form, 'reason') });
  };
  const field = (name: 'fullName' | 'email' | 'timeZone') => ({
    name,
    required: true,
    autoComplete: 'off',
    defaultValue: person[name],
    error: errorAt(save.error, `/${name}`),
  });
  return (
    <form onSubmit={submit} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.fullName} {...field('fullName')} />
        <Field label={words.timeZone} {...field('timeZone')} />
      </div>
      <Field label={words.email} type="email" hint={words.emailHint} {...field('email')} />
      <AccessChoice value={person.access} error={errorAt(save.error, '/access')} />
      <TeamChoice teams={known.map((team) => team.name)} member={person.teams} />
      <ReasonField error={errorAt(save.error, '/reason')} />
      <Wrong text={idle || errorBeside(save.error, pointers)} />
      <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

/** Why it is done. */
export function ReasonField({ error }: { error?: string | undefined }) {
  return (
    <Field
      label={words.reason}
      hint={words.reasonHint}
      name="reason"
      required
      maxLength={500}
      autoComplete="off"
      error={error}
    />
  );
}

type Fields = Partial<Pick<Person, 'fullName' | 'email' | 'timeZone' | 'access' | 'teams'>>;
type Changes = Fields & { reason: string };

function differing(person: Person, form: FormData): Fields {
  const changes: Fields = {};
  for (const name of ['fullName', 'email', 'timeZone'] as const) {
    const text = textOf(form, name);
    if (text !== person[name]) changes[name] = text;
  }
  const access = levelOf(textOf(form, 'access'));
  if (access && access !== person.access) changes.access = access;
  const ticked = teamsOf(form).sort();
  if (ticked.join(' ') !== person.teams.toSorted().join(' ')) changes.teams = ticked;
  return changes;
}
