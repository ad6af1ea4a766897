import { useQuery } from '@tanstack/react-query';
import { Choice } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { words } from './messages.ts';
import { owners } from './queries.ts';

export interface OwnersDraft {
  /** Empty for nobody in particular. */
  owner: string;
  deputy: string;
}

interface Props {
  draft: OwnersDraft;
  /** What stands there while no owner is named. */
  nobody: string;
  error: unknown;
  onChange: (draft: OwnersDraft) => void;
}

export function OwnerFields({ draft, nobody, error, onChange }: Props) {
  const people = useQuery(owners).data ?? [];
  const one = (key: keyof OwnersDraft, empty: string, hint?: string) => (
    <Choice
      label={words[key]}
      hint={hint}
      value={draft[key]}
      error={errorAt(error, `/${key}`)}
      onChange={(event) => onChange({ ...draft, [key]: event.target.value })}
    >
      <option value="">{empty}</option>
      {people.map(({ name, fullName }) => (
        <option key={name} value={name}>
          {fullName} ({name})
        </option>
      ))}
    </Choice>
  );
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {one('owner', nobody, words.ownerHint)}
      {one('deputy', words.nobody)}
    </div>
  );
}
