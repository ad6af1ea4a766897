import type { Asked } from '@muster/contract/oncall/cover';
import { Choice } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './cover-messages.ts';
import { type Known, PersonPicker } from './person-picker.tsx';

interface Props {
  asked: Asked;
  teams: readonly { name: string }[];
  people: readonly Known[];
  error: string | undefined;
  onChange: (asked: Asked) => void;
}

/** Whom a request for cover asks: anybody on the rota, a team, or several people. */
export function AskedPicker({ asked, teams, people, error, onChange }: Props) {
  const first = teams[0]?.name ?? '';
  return (
    <div className="space-y-2">
      <span aria-hidden="true" className="block text-sm font-medium">
        {words.form.whom}
      </span>
      <Segmented
        label={words.form.whom}
        value={asked.kind === 'swap' ? 'people' : asked.kind}
        options={words.form.kinds}
        onChange={(kind) => onChange(fresh(kind, first))}
      />
      {asked.kind === 'everybody' && <p className="text-xs text-quiet">{words.form.everybodyHint}</p>}
      {asked.kind === 'team' && (
        <Choice
          label={words.form.team}
          isLabelHidden
          value={asked.team}
          onChange={(event) => onChange({ kind: 'team', team: event.target.value })}
        >
          {teams.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {asked.kind === 'people' && (
        <PersonPicker
          label={words.form.people}
          chosen={asked.people}
          nobody={words.form.nobodyYet}
          people={people}
          onChange={(chosen) => onChange({ kind: 'people', people: chosen })}
        />
      )}
      <Wrong text={error} />
    </div>
  );
}

/** Whether a team or people are meant, and none is chosen yet. */
export function asksNobody(asked: Asked): boolean {
  if (asked.kind === 'team') return asked.team === '';
  return asked.kind === 'people' && asked.people.length === 0;
}

function fresh(kind: 'everybody' | 'team' | 'people', team: string): Asked {
  if (kind === 'team') return { kind, team };
  return kind === 'people' ? { kind, people: [] } : { kind };
}
