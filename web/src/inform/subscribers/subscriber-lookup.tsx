import type { FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { useLookup } from './queries.ts';

/** For somebody who asks what is kept of an own address. */
export function SubscriberLookup({ name, mayNot }: { name: string; mayNot: string | undefined }) {
  const lookup = useLookup(name);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = textOf(new FormData(event.currentTarget), 'address').trim();
    if (address !== '') lookup.mutate(address);
  };
  return (
    <Section title={words.lookup.title}>
      <p className="mb-3 max-w-2xl text-sm text-quiet">{words.lookup.about}</p>
      <form onSubmit={submit} className="flex max-w-2xl flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <Field label={words.lookup.label} name="address" required maxLength={2000} autoComplete="off" />
        </div>
        <Button type="submit" whyNot={mayNot} busy={lookup.isPending}>
          {words.lookup.go}
        </Button>
      </form>
      <div aria-live="polite" className="mt-3 text-sm">
        {lookup.isError && <p className="text-critical">{reasonOf(lookup.error)}</p>}
        {lookup.data?.items.length === 0 && <p>{words.lookup.none}</p>}
        {lookup.data?.items.map((one) => (
          <p key={one.id} className="wrap-anywhere">
            {words.lookup.kept}: {one.to}, {words.list.states[one.state]}, {words.list.asked}{' '}
            <At at={one.askedAt} />,{' '}
            {one.arrivedAt ? (
              <>
                {words.lookup.arrived} <At at={one.arrivedAt} />
              </>
            ) : (
              words.lookup.neverArrived
            )}
          </p>
        ))}
      </div>
    </Section>
  );
}
