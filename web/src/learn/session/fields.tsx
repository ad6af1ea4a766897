import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { localZone } from '../../ui/clock.ts';
import { Choice } from '../../ui/field.tsx';
import { everybody } from './queries.ts';

interface TicksProps {
  name: string;
  label: string;
  options: readonly { value: string; text: string }[];
  chosen: readonly string[];
  hint?: string;
  onToggle?: (chosen: string[]) => void;
}

/** Several of a list, each with a box to tick. */
export function Ticks({ name, label, options, chosen, hint, onToggle }: TicksProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={hint ? id : undefined} className="min-w-0 space-y-1">
      <legend className="text-sm font-medium">{label}</legend>
      <div className="max-h-52 overflow-y-auto rounded-md border border-line-strong/70 px-3 py-1">
        {options.map(({ value, text }) => (
          <label
            key={value}
            className="flex min-h-8 items-center gap-2 text-sm [overflow-wrap:anywhere] pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              onChange={({ target }) => {
                if (onToggle && target.form) onToggle(tickedOf(new FormData(target.form), name));
              }}
              className="size-5 shrink-0"
            />
            {text}
          </label>
        ))}
      </div>
      {hint && (
        <p id={id} className="text-xs text-quiet">
          {hint}
        </p>
      )}
    </fieldset>
  );
}

interface PersonProps {
  name: string;
  label: string;
  nobody: string;
  chosen: string | null;
  hint?: string | undefined;
  onChoose?: (person: string) => void;
}

/** One of those who work here, or nobody. */
export function PersonField({ name, label, nobody, chosen, hint, onChoose }: PersonProps) {
  const people = useQuery(everybody).data ?? [];
  return (
    <Choice
      label={label}
      name={name}
      hint={hint}
      defaultValue={chosen ?? ''}
      // Whoever is chosen is among the options only once they are known.
      key={people.length}
      onChange={({ target }) => onChoose?.(target.value)}
    >
      <option value="">{nobody}</option>
      {people.map((one) => (
        <option key={one.name} value={one.name}>
          {one.fullName}
        </option>
      ))}
    </Choice>
  );
}

/** Everybody who works here, whoever is chosen first. */
export function PeopleTicks(props: Omit<TicksProps, 'options'>) {
  const people = useQuery(everybody).data ?? [];
  const options = people
    .map(({ name, fullName }) => ({ value: name, text: fullName }))
    .toSorted(
      (a, b) =>
        Number(props.chosen.includes(b.value)) - Number(props.chosen.includes(a.value)) ||
        a.text.localeCompare(b.text),
    );
  return <Ticks {...props} options={options} />;
}

export function tickedOf(form: FormData, name: string): string[] {
  return form.getAll(name).map(String);
}

/** What a field of date and time holds, as an instant by the reader's clock. */
export function instantOf(text: string): string {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(localZone).toInstant().toString();
}

export function fieldOf(at: string): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(localZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}
