import { createSignInLink } from '@muster/contract/catalog/session';
import { useMutation } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Trouble } from '../ui/states.tsx';
import { words } from './messages.ts';

/** For administrators: a one-time link for a person to choose a password, shown here and to be handed over. */
export function SignInLink({ name }: { name: string }) {
  const make = useMutation({ mutationFn: () => call(createSignInLink, { params: { name } }) });
  if (useMe().access !== 'admin') return null;
  if (make.data) {
    return (
      <div className="col-span-full mt-2">
        <CopyBlock text={make.data.url} label={words.people.linkFor(name)} />
      </div>
    );
  }
  return (
    <span className="-ml-2.5 justify-self-start sm:ml-0 sm:justify-self-end">
      <Button size="small" look="quiet" busy={make.isPending} onClick={() => make.mutate()}>
        {words.people.makeLink}
        <span className="sr-only"> {name}</span>
      </Button>
      {make.isError && <Trouble error={make.error} />}
    </span>
  );
}
