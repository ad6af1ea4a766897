import type { StatusPage } from '@muster/contract/inform/status-pages';
import { type FormEvent, useState } from 'react';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';
import { useCreatePage } from './queries.ts';

/** Its name, its title and who reads it are enough to begin with. */
export function CreatePage({ onMade }: { onMade: (page: StatusPage) => void }) {
  const [isOpen, setOpen] = useState(false);
  const create = useCreatePage();
  const whyNot = useWhyNotAdmin();
  const close = () => {
    setOpen(false);
    create.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const visibility = textOf(form, 'visibility') === 'internal' ? 'internal' : 'public';
    create.mutate(
      { name: textOf(form, 'name'), title: textOf(form, 'title'), visibility },
      {
        onSuccess: (page) => {
          say(words.made, 'ok');
          close();
          onMade(page);
        },
      },
    );
  };
  const beside = errorBeside(create.error, ['/name', '/title']);
  return (
    <>
      <Button look="primary" whyNot={whyNot} onClick={() => setOpen(true)}>
        {words.create}
      </Button>
      {isOpen && (
        <Dialog title={words.create} onClose={close}>
          <form onSubmit={submit} className="space-y-4">
            <Field
              label={words.fields.title}
              name="title"
              required
              maxLength={120}
              autoComplete="off"
              error={errorAt(create.error, '/title')}
            />
            <Field
              label={words.fields.name}
              name="name"
              hint={words.fields.nameHint}
              required
              pattern="[a-z0-9][a-z0-9._\-]{0,63}"
              maxLength={64}
              autoComplete="off"
              autoCapitalize="none"
              error={errorAt(create.error, '/name')}
            />
            <Choice label={words.fields.visibility} name="visibility">
              <option value="public">{words.fields.visibilities.public}</option>
              <option value="internal">{words.fields.visibilities.internal}</option>
            </Choice>
            <Wrong text={beside} />
            <Button type="submit" look="primary" className="w-full" busy={create.isPending}>
              {create.isPending ? words.creating : words.create}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
