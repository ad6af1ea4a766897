import { type MemberKind, memberKinds, type NewMember } from '@muster/contract/inform/lists';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { problemOf, reasonOf } from '../../ui/states.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import type { MemberActs } from './member-acts.ts';
import { words } from './messages.ts';
import { choosablePeople, choosableTeams } from './queries.ts';

/** One more, or many at once: addresses are pasted, a line each. */
export function MemberForm({ add }: Pick<MemberActs, 'add'>) {
  const [kind, setKind] = useState<MemberKind>('person');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const members = membersIn(kind, new FormData(form));
    if (members.length > 0 && !add.isPending) add.mutate(members, { onSuccess: () => form.reset() });
  };
  return (
    <form onSubmit={submit} aria-label={words.member.title} className="space-y-3">
      <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Choice
          label={words.member.kind}
          value={kind}
          onChange={(event) => setKind(memberKinds.find((one) => one === event.target.value) ?? 'person')}
        >
          {memberKinds.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </Choice>
        <Fields key={kind} kind={kind} />
      </div>
      <Wrong text={add.isError ? reasonsOf(add.error) : undefined} />
      <Button type="submit" size="small" busy={add.isPending}>
        {words.member.add}
      </Button>
    </form>
  );
}

function Fields({ kind }: { kind: MemberKind }) {
  const people = useQuery({ ...choosablePeople, enabled: kind === 'person' }).data ?? [];
  const teams = useQuery({ ...choosableTeams, enabled: kind === 'team' }).data ?? [];
  if (kind === 'person' || kind === 'team')
    return (
      <Choice label={kind === 'person' ? words.member.person : words.member.team} name="name" required>
        <option value="">{words.member.choose}</option>
        {kind === 'person'
          ? people.map((one) => (
              <option key={one.name} value={one.name}>
                {one.fullName} ({one.name})
              </option>
            ))
          : teams.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
      </Choice>
    );
  if (kind === 'mail' || kind === 'sms')
    return (
      <Area
        label={kind === 'mail' ? words.member.mails : words.member.numbers}
        hint={kind === 'mail' ? words.member.mailsHint : words.member.numbersHint}
        name="lines"
        rows={3}
        required
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
      />
    );
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field
          label={words.member.address}
          hint={words.member.addressHint}
          name="url"
          type="url"
          required
          autoComplete="off"
        />
      </div>
      <Field label={words.member.label} name="label" maxLength={80} autoComplete="off" />
      {kind === 'webhook' && (
        <Field
          label={words.member.secret}
          name="secret"
          type="password"
          minLength={8}
          autoComplete="new-password"
        />
      )}
    </div>
  );
}

function membersIn(kind: MemberKind, form: FormData): NewMember[] {
  if (kind === 'person' || kind === 'team') return [{ kind, name: textOf(form, 'name') }];
  if (kind === 'mail' || kind === 'sms')
    return textOf(form, 'lines')
      .split(/[\s,;]+/)
      .filter((one) => one !== '')
      .map((to) => ({ kind, to }));
  const [label, secret] = [textOf(form, 'label'), textOf(form, 'secret')];
  const named = { url: textOf(form, 'url'), ...(label ? { label } : {}) };
  return [kind === 'webhook' ? { kind, ...named, ...(secret ? { secret } : {}) } : { kind, ...named }];
}

/** Each with its line, because many were given at once. */
function reasonsOf(error: unknown): string {
  const errors = problemOf(error)?.errors ?? [];
  if (errors.length === 0) return reasonOf(error);
  return errors
    .slice(0, 5)
    .map(({ pointer, message }) => `${Number(/\/members\/(\d+)/.exec(pointer)?.[1] ?? 0) + 1}: ${message}`)
    .join(' · ');
}
