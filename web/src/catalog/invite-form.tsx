import { type Invitation, invitePerson } from '@muster/contract/catalog/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { localZone } from '../ui/clock.ts';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { Mark } from '../ui/mark.tsx';
import { At } from '../ui/time.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './people-messages.ts';
import { AccessChoice, levelOf, TeamChoice, teamsOf } from './person-fields.tsx';
import { teams } from './queries.ts';

const pointers = ['/name', '/fullName', '/email', '/timeZone', '/access'];

/** Makes an account. The link is shown only where no letter can carry it. */
export function InviteForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const known = useQuery(teams).data ?? [];
  const [key] = useState(() => crypto.randomUUID());
  const invite = useMutation({
    mutationFn: (form: FormData) =>
      call(invitePerson, {
        body: {
          name: textOf(form, 'name'),
          fullName: textOf(form, 'fullName'),
          email: textOf(form, 'email'),
          timeZone: textOf(form, 'timeZone'),
          access: levelOf(textOf(form, 'access')),
          teams: teamsOf(form),
        },
        idempotencyKey: `${key} ${textOf(form, 'name')} ${textOf(form, 'email')}`.slice(0, 255),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate(new FormData(event.currentTarget));
  };
  const field = (name: string) => ({ name, required: true, error: errorAt(invite.error, `/${name}`) });
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      {invite.data ? (
        <Invited invitation={invite.data} onClose={onClose} />
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={words.fullName} autoComplete="off" {...field('fullName')} />
            <Field label={words.email} type="email" autoComplete="off" {...field('email')} />
            <Field
              label={words.name}
              hint={words.nameHint}
              pattern="[a-z0-9][a-z0-9._\-]*"
              autoCapitalize="none"
              autoComplete="off"
              {...field('name')}
            />
            <Field
              label={words.timeZone}
              defaultValue={localZone}
              autoComplete="off"
              {...field('timeZone')}
            />
          </div>
          <AccessChoice value="responder" error={errorAt(invite.error, '/access')} />
          <TeamChoice teams={known.map((team) => team.name)} member={[]} />
          <Wrong text={errorBeside(invite.error, pointers)} />
          <Button type="submit" look="primary" className="w-full" busy={invite.isPending}>
            {words.inviteGo}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

/** Where the invitation went, or the link to hand over. */
export function Invited({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  return (
    <div className="space-y-4" aria-live="polite">
      {invitation.mailedTo ? (
        <div className="space-y-1">
          <Mark tone="ok" word={words.mailed(invitation.mailedTo)} />
          <p className="text-sm text-quiet">
            {words.until} <At at={invitation.expiresAt} />
          </p>
        </div>
      ) : (
        <>
          <p className="text-sm">{words.handOver}</p>
          <CopyBlock text={invitation.url ?? ''} label={words.link} />
        </>
      )}
      <Button look="primary" className="w-full" onClick={onClose}>
        {words.done}
      </Button>
    </div>
  );
}
