import type { Contact } from '@muster/contract/oncall/contacts';
import { deleteContact } from '@muster/contract/oncall/contacts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { Empty, reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

/** My contact methods, each with whether it would work now. */
export function ContactList({ contacts, mayNot }: { contacts: Contact[]; mayNot: string | undefined }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (contact: string) => call(deleteContact, { params: { name: 'me', contact } }),
    onSuccess: () => say(words.reach.removed),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  });
  if (contacts.length === 0)
    return (
      <Empty title={words.reach.none} tone="warning">
        <p>{words.reach.noneText}</p>
      </Empty>
    );
  return (
    <Rows label={words.reach.contacts}>
      {contacts.map((one) => (
        <li key={one.id} className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
          <span className="min-w-0">
            <span className="block">
              <span className="font-medium">{one.label}</span>{' '}
              <span className="text-quiet">
                {words.kindShort[one.kind]} · {one.id}
              </span>
            </span>
            <ContactState contact={one} />
          </span>
          <Button size="small" look="quiet" whyNot={mayNot} onClick={() => remove.mutate(one.id)}>
            {words.reach.remove}
            <span className="sr-only"> {one.label}</span>
          </Button>
        </li>
      ))}
    </Rows>
  );
}

function ContactState({ contact }: { contact: Contact }) {
  if (!contact.usable)
    return (
      <span className="flex flex-wrap items-center gap-x-2">
        <Mark tone="warning" word={words.reach.unusable} />
        <span className="text-quiet">{contact.problem}</span>
      </span>
    );
  return contact.verified ? (
    <Mark tone="ok" word={words.reach.verified} />
  ) : (
    <Mark tone="warning" word={words.reach.unverified} />
  );
}
