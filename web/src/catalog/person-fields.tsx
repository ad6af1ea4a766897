import { type Access, accessLevels } from '@muster/contract/platform/endpoint';
import { useState } from 'react';
import { Choice } from '../ui/field.tsx';
import { words } from './messages.ts';
import { accessMeans, words as own } from './people-messages.ts';

/** What somebody may do, and what that means in words. */
export function AccessChoice({ value, error }: { value: Access; error?: string | undefined }) {
  const [access, setAccess] = useState<Access>(value);
  return (
    <Choice
      label={own.access}
      name="access"
      value={access}
      hint={accessMeans[access]}
      error={error}
      onChange={(event) => setAccess(levelOf(event.target.value) ?? access)}
    >
      {accessLevels.map((level) => (
        <option key={level} value={level}>
          {words.people.levels[level]}
        </option>
      ))}
    </Choice>
  );
}

/** The level of that name. */
export function levelOf(text: string): Access | undefined {
  return accessLevels.find((level) => level === text);
}

/** Which teams somebody belongs to, by marks to tick. */
export function TeamChoice({ teams, member }: { teams: string[]; member: readonly string[] }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{own.teams}</legend>
      {teams.length === 0 ? (
        <p className="text-sm text-quiet">{own.noTeams}</p>
      ) : (
        <div className="flex flex-wrap gap-x-5">
          {teams.map((team) => (
            <label key={team} className="flex min-h-9 items-center gap-2 text-sm pointer-coarse:min-h-11">
              <input type="checkbox" name="teams" value={team} defaultChecked={member.includes(team)} />
              {team}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** The ticked teams of a form. */
export function teamsOf(form: FormData): string[] {
  return form.getAll('teams').filter((team): team is string => typeof team === 'string');
}
