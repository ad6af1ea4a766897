import { listPeople } from '@muster/contract/catalog/people';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { Choice } from '../../ui/field.tsx';

/** Enough to choose from; whoever is beyond them stays chosen where they are. */
const people = queryOptions({
  queryKey: ['people', 'for-retrospectives'],
  queryFn: ({ signal }) => call(listPeople, { query: { limit: 200 }, signal }),
  staleTime: 60_000,
});

interface Props {
  label: string;
  value: string;
  nobody: string;
  without?: readonly string[];
  onChange: (person: string) => void;
}

/** One person, or nobody. */
export function PersonChoice({ label, value, nobody, without = [], onChange }: Props) {
  const known = (useQuery(people).data?.items ?? []).filter(
    ({ name, active }) => active && !without.includes(name),
  );
  const isFar = value !== '' && !known.some(({ name }) => name === value);
  return (
    <Choice label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{nobody}</option>
      {isFar && <option value={value}>{value}</option>}
      {known.map(({ name, fullName }) => (
        <option key={name} value={name}>
          {fullName} ({name})
        </option>
      ))}
    </Choice>
  );
}
