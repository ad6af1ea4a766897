import type { Contact } from '@muster/contract/oncall/contacts';
import { deleteContact, testContact } from '@muster/contract/oncall/contacts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { Empty, reasonOf } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words as ownWords } from './contact-messages.ts';
import { ContactProof } from './contact-proof.tsx';
import { words } from './messages.ts';

/** My contact methods, each with whether it would work now, and how to prove and to try it. */
export function ContactList({ contacts, mayNot }: { contacts: Contact[]; mayNot: string | undefined }) {
  const [proving, setProving] = useState<Contact>();
  if (contacts.length === 0)
    return (
      <Empty title={words.reach.none} tone="warning">
        <p>{words.reach.noneText}</p>
      </Empty>
    );
  return (
    <>
      <Rows label={words.reach.contacts}>
        {contacts.map((one) => (
          <ContactRow key={one.id} contact={one} mayNot={mayNot} onProve={() => setProving(one)} />
        ))}
      </Rows>
      {proving && <ContactProof contact={proving} onClose={() => setProving(undefined)} />}
    </>
  );
}

interface RowProps {
  contact: Contact;
  mayNot: string | undefined;
  onProve: () => void;
}

function ContactRow({ contact, mayNot, onProve }: RowProps) {
  const client = useQueryClient();
  const params = { name: 'me', contact: contact.id };
  const after = {
    onError: (error: Error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  };
  const remove = useMutation({
    mutationFn: () => call(deleteContact, { params }),
    onSuccess: () => say(words.reach.removed),
    ...after,
  });
  const test = useMutation({
    mutationFn: () => call(testContact, { params }),
    onSuccess: () => say(ownWords.tested),
    ...after,
  });
  const named = <span className="sr-only"> {contact.label}</span>;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 px-3 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block wrap-anywhere">
          <span className="font-medium">{contact.label}</span>{' '}
          <span className="text-quiet">
            {words.kindShort[contact.kind]} · {contact.id}
          </span>
        </span>
        <ContactState contact={contact} />
        <LastDelivery contact={contact} />
      </span>
      <span className="flex flex-wrap gap-1">
        {contact.verified ? (
          <Button size="small" whyNot={mayNot} busy={test.isPending} onClick={() => test.mutate()}>
            {ownWords.test}
            {named}
          </Button>
        ) : (
          <Button
            size="small"
            look="primary"
            whyNot={mayNot ?? contact.problem ?? undefined}
            onClick={onProve}
          >
            {ownWords.verify}
            {named}
          </Button>
        )}
        <Button
          size="small"
          look="quiet"
          whyNot={mayNot}
          busy={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {words.reach.remove}
          {named}
        </Button>
      </span>
    </li>
  );
}

function ContactState({ contact: { usable, problem, verified, gone } }: { contact: Contact }) {
  if (!usable) return <Told word={words.reach.unusable} text={problem ?? ''} />;
  if (!verified) return <Mark tone="warning" word={ownWords.notUsed} />;
  if (gone) return <Told word={ownWords.gone} text={`${gone.reason} ${ownWords.goneWhat}`} />;
  return <Mark tone="ok" word={words.reach.verified} />;
}

function Told({ word, text }: { word: string; text: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Mark tone="warning" word={word} />
      <span className="text-quiet">{text}</span>
    </span>
  );
}

function LastDelivery({ contact: { lastDelivery } }: { contact: Contact }) {
  if (!lastDelivery) return <span className="block text-xs text-quiet">{ownWords.neverUsed}</span>;
  const { at, outcome, reason } = lastDelivery;
  return (
    <span className="block text-xs text-quiet">
      {ownWords.last}: {words.outcome[outcome]}, <Ago at={at} />
      {outcome !== 'delivered' && reason !== '' && ` (${reason})`}
    </span>
  );
}
