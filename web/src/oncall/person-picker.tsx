import { Choice } from '../ui/field.tsx';
import { words } from './rota-messages.ts';

export interface Known {
  name: string;
  fullName: string;
}

interface Props {
  label: string;
  chosen: readonly string[];
  people: readonly Known[];
  /** What stands there while nobody is chosen. */
  nobody?: string;
  onChange: (chosen: string[]) => void;
}

/** A set of people: each can be taken out, others are added from a list. Who is unknown here stays until taken out. */
export function PersonPicker({ label, chosen, people, nobody = words.turn.nobody, onChange }: Props) {
  const others = people.filter((one) => !chosen.includes(one.name));
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      {chosen.map((name) => (
        <span
          key={name}
          className="inline-flex items-center rounded-md border border-line bg-surface pl-2 text-sm"
        >
          {name}
          <button
            type="button"
            aria-label={words.turn.dropPerson(name)}
            onClick={() => onChange(chosen.filter((one) => one !== name))}
            className="min-h-8 min-w-8 rounded text-quiet hover:bg-sunken pointer-coarse:min-h-11 pointer-coarse:min-w-11"
          >
            ×
          </button>
        </span>
      ))}
      {chosen.length === 0 && <span className="text-sm text-quiet">{nobody}</span>}
      <span className="w-44">
        <Choice
          label={label}
          isLabelHidden
          value=""
          onChange={(event) => onChange([...chosen, event.target.value])}
        >
          <option value="">{words.turn.addPerson}</option>
          {others.map((one) => (
            <option key={one.name} value={one.name}>
              {one.fullName}
            </option>
          ))}
        </Choice>
      </span>
    </div>
  );
}
