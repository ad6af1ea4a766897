import { type FormEvent, useId } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { words } from './messages.ts';

interface Props {
  people: { name: string; fullName: string }[];
  onClose: () => void;
  go: (person: string) => void;
}

/** Hands a page to one person, found by typing. */
export function ReassignForm({ people, onClose, go }: Props) {
  const list = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = textOf(new FormData(event.currentTarget), 'person').toLowerCase();
    const found = people.find((one) => one.name === typed || one.fullName.toLowerCase() === typed);
    go(found?.name ?? typed);
    onClose();
  };
  return (
    <Dialog title={words.reassignTitle} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={words.reassignTo}
          hint={words.reassignText}
          name="person"
          list={list}
          required
          autoComplete="off"
          autoCapitalize="none"
        />
        <datalist id={list}>
          {people.map((one) => (
            <option key={one.name} value={one.name}>
              {one.fullName}
            </option>
          ))}
        </datalist>
        <Button type="submit" look="primary" className="w-full">
          {words.reassign}
        </Button>
      </form>
    </Dialog>
  );
}
