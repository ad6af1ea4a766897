import { useQuery } from '@tanstack/react-query';
import { Choice } from '../ui/field.tsx';
import { knownPeople } from './known.ts';

interface Props {
  label: string;
  value: string;
  /** What stands there while nobody is chosen. */
  nobody: string;
  /** Who stands at the top, because they are near; then everybody else. */
  first?: readonly string[];
  without?: readonly string[];
  /** Whether only those who may work in the room are offered. */
  workersOnly?: boolean;
  error?: string | undefined;
  isRequired?: boolean;
  onChange: (person: string) => void;
}

/** One person: those at hand first. */
export function PersonChoice({
  label,
  value,
  nobody,
  first = [],
  without = [],
  workersOnly = false,
  error,
  isRequired = true,
  onChange,
}: Props) {
  const everybody = (useQuery(knownPeople).data ?? []).filter(
    ({ name, access }) =>
      !without.includes(name) && (!workersOnly || access === 'admin' || access === 'responder'),
  );
  const near = everybody.filter((one) => first.includes(one.name));
  const far = everybody.filter((one) => !first.includes(one.name));
  return (
    <Choice
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
      required={isRequired}
    >
      <option value="">{nobody}</option>
      {[...near, ...far].map((one) => (
        <option key={one.name} value={one.name}>
          {one.fullName} ({one.name})
        </option>
      ))}
    </Choice>
  );
}
