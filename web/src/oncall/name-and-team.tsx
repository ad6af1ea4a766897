import { Choice, Field } from '../ui/field.tsx';
import { errorAt } from '../ui/form.ts';
import { words } from './rota-messages.ts';

interface Named {
  name: string;
  team: string | null;
}

interface Props<T extends Named> {
  draft: T;
  /** Only what is new can be given a name: it never changes afterwards. */
  isNew: boolean;
  teams: readonly string[];
  /** What the server said, with pointers such as `/name` and `/team`. */
  error: unknown;
  onChange: (draft: T) => void;
}

/** What a rota and a policy are called, and whose they are. */
export function NameAndTeam<T extends Named>({ draft, isNew, teams, error, onChange }: Props<T>) {
  return (
    <>
      {isNew && (
        <Field
          label={words.name}
          hint={words.nameHint}
          value={draft.name}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          error={errorAt(error, '/name')}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      )}
      <Choice
        label={words.team}
        hint={words.teamHint}
        value={draft.team ?? ''}
        error={errorAt(error, '/team')}
        onChange={(event) => onChange({ ...draft, team: event.target.value || null })}
      >
        <option value="">{words.noTeam}</option>
        {teams.map((team) => (
          <option key={team} value={team}>
            {team}
          </option>
        ))}
      </Choice>
    </>
  );
}
