import type { GroupMapping } from '@muster/contract/catalog/sso';
import { type Access, accessLevels } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt } from '../ui/form.ts';
import { words } from './messages.ts';
import { teams } from './queries.ts';
import { sso } from './sso-messages.ts';

interface Props {
  mappings: GroupMapping[];
  onChange: (mappings: GroupMapping[]) => void;
  error: unknown;
  /** Where the list is in what is sent, such as `/groups`. */
  at: string;
}

/** Group by group: what belonging to it gives. */
export function MappingEditor({ mappings, onChange, error, at }: Props) {
  const known = useQuery(teams).data ?? [];
  const set = (place: number, part: Partial<GroupMapping>) =>
    onChange(mappings.map((one, index) => (index === place ? { ...one, ...part } : one)));
  return (
    <div className="space-y-3">
      {mappings.length === 0 && <p className="text-sm text-quiet">{sso.mapping.none}</p>}
      {mappings.map((mapping, place) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited where they stand and have nothing else.
          key={place}
          className="grid items-start gap-3 rounded-md border border-line p-3 sm:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_auto]"
        >
          <Field
            label={sso.mapping.group}
            value={mapping.group}
            required
            maxLength={200}
            autoComplete="off"
            onChange={(event) => set(place, { group: event.target.value })}
            error={errorAt(error, `${at}/${place}`) ?? errorAt(error, `${at}/${place}/group`)}
          />
          <Choice
            label={sso.mapping.access}
            value={mapping.access ?? ''}
            onChange={(event) => set(place, { access: accessNamed(event.target.value) })}
          >
            <option value="">{sso.mapping.noAccess}</option>
            {accessLevels.map((level) => (
              <option key={level} value={level}>
                {words.people.levels[level]}
              </option>
            ))}
          </Choice>
          <Choice
            label={sso.mapping.team}
            value={mapping.team ?? ''}
            onChange={(event) => set(place, { team: event.target.value || null })}
            error={errorAt(error, `${at}/${place}/team`)}
          >
            <option value="">{sso.mapping.noTeam}</option>
            {known.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Choice>
          <Button
            look="quiet"
            className="sm:mt-6"
            onClick={() => onChange(mappings.filter((_, index) => index !== place))}
          >
            {sso.mapping.remove}
            <span className="sr-only"> {mapping.group}</span>
          </Button>
        </fieldset>
      ))}
      <Button size="small" onClick={() => onChange([...mappings, { group: '', access: null, team: null }])}>
        {sso.mapping.add}
      </Button>
    </div>
  );
}

export function accessNamed(text: string): Access | null {
  return accessLevels.find((level) => level === text) ?? null;
}
