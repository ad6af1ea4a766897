import { changePassword } from '@muster/contract/catalog/password';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { Rows } from '../ui/section.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { FactorRow } from './factor-panels.tsx';
import { words as security } from './security-messages.ts';

const words = security.password;

export function PasswordPanel({ hasPassword }: { hasPassword: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Rows label={words.title}>
      <FactorRow
        Icon={LockKeyhole}
        name={undefined}
        about={hasPassword ? words.set : words.none}
        isOn={hasPassword}
      >
        <Button size="small" onClick={() => setOpen(true)}>
          {hasPassword ? words.change : words.choose}
        </Button>
        {open && <ChangeForm hasPassword={hasPassword} onClose={() => setOpen(false)} />}
      </FactorRow>
    </Rows>
  );
}

/** The name of the account stands in the form, unseen, so that password managers know which one they renew. */
function ChangeForm({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const { email } = useMe();
  const change = useMutation({
    mutationFn: (form: FormData) =>
      call(changePassword, {
        body: {
          old: hasPassword ? String(form.get('old') ?? '') : null,
          password: String(form.get('password') ?? ''),
        },
      }),
    onSuccess: () => {
      say(words.saved);
      onClose();
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate(new FormData(event.currentTarget));
  };
  const rest = errorBeside(change.error, ['/old', '/password']);
  return (
    <Dialog title={hasPassword ? words.changeTitle : words.chooseTitle} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
        {hasPassword && (
          <Field
            label={words.old}
            name="old"
            type="password"
            autoComplete="current-password"
            required
            error={errorAt(change.error, '/old')}
          />
        )}
        <Field
          label={words.fresh}
          hint={words.freshHint}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          required
          error={errorAt(change.error, '/password')}
        />
        <p className="text-sm text-quiet">{words.changeText}</p>
        <Wrong text={rest} />
        <Button type="submit" look="primary" className="w-full" busy={change.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
