import { addRetrospective } from '@muster/contract/learn/retrospectives';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';

const kinds = ['near-miss', 'success', 'drill'] as const;

/** For what was no incident and can be learnt from all the same. */
export function AloneDialog({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('near-miss');
  const [title, setTitle] = useState('');
  const router = useRouter();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: () => call(addRetrospective, { body: { kind, title } }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['retrospectives'] });
      router.history.push(paths.aloneRetrospective(id));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== '' && !add.isPending) add.mutate();
  };
  return (
    <Dialog title={words.aloneTitle} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Choice
          label={words.aloneKind}
          value={kind}
          onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </Choice>
        <Field
          label={words.aloneName}
          value={title}
          maxLength={300}
          required
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        <Wrong text={errorBeside(add.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={add.isPending}>
          {words.begin}
        </Button>
      </form>
    </Dialog>
  );
}
