import type { createPushTarget } from '@muster/contract/inform/push';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { type FormEvent, useState } from 'react';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { useAddTarget } from './queries.ts';

type Wish = BodyOf<typeof createPushTarget>;
type Kind = Wish['kind'];

const fields: Record<Kind, readonly (keyof typeof words.push)[]> = {
  s3: ['endpoint', 'region', 'bucket', 'prefix', 'accessKey', 'secretKey'],
  directory: ['folder'],
  webhook: ['url', 'secret'],
};
const kinds = ['s3', 'directory', 'webhook'] as const;
const optional = ['prefix', 'region'];
const secret = ['secretKey', 'secret'];

/** Where else the files are put. Keys are typed here and never shown again. */
export function PushForm({ name, onClose }: { name: string; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('s3');
  const add = useAddTarget(name);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate(wishOf(kind, form), {
      onSuccess: () => {
        say(words.push.saved);
        onClose();
      },
    });
  };
  const rest = errorBeside(
    add.error,
    fields[kind].map((one) => `/${one}`),
  );
  return (
    <form
      onSubmit={submit}
      aria-label={words.push.add}
      className="max-w-2xl space-y-4 rounded-lg border border-line bg-raised p-4"
    >
      <Choice
        label={words.push.kind}
        value={kind}
        onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? 's3')}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {words.push.kinds[one]}
          </option>
        ))}
      </Choice>
      <div className="grid gap-3 sm:grid-cols-2">
        {fields[kind].map((one) => (
          <Field
            key={one}
            label={String(words.push[one])}
            name={one}
            type={secret.includes(one) ? 'password' : 'text'}
            hint={
              one === 'prefix' ? words.push.prefixHint : one === 'folder' ? words.push.folderHint : undefined
            }
            required={!optional.includes(one)}
            autoComplete="off"
            error={errorAt(add.error, `/${one}`)}
          />
        ))}
      </div>
      <FormEnd
        wrong={rest}
        busy={add.isPending}
        save={words.push.save}
        cancel={words.push.cancel}
        onCancel={onClose}
      />
    </form>
  );
}

function wishOf(kind: Kind, form: FormData): Wish {
  const of = (name: string) => textOf(form, name).trim();
  if (kind === 'directory') return { kind, folder: of('folder') };
  if (kind === 'webhook') return { kind, url: of('url'), secret: of('secret') };
  return {
    kind,
    endpoint: of('endpoint'),
    bucket: of('bucket'),
    prefix: of('prefix'),
    ...(of('region') === '' ? {} : { region: of('region') }),
    accessKey: of('accessKey'),
    secretKey: of('secretKey'),
  };
}
