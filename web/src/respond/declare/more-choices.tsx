import type { IncidentType } from '@muster/contract/respond/settings';
import { detectionSources } from '@muster/contract/respond/state';
import { Choice, Field } from '../../ui/field.tsx';
import { words as details } from '../details/messages.ts';
import type { Draft } from './draft.ts';
import { words } from './messages.ts';

interface Props {
  draft: Draft;
  types: readonly IncidentType[];
  onChange: (part: Partial<Draft>) => void;
}

/** What is seldom needed: the kind of incident, and whether nobody else may know of it. */
export function MoreChoices({ draft, types, onChange }: Props) {
  const type = types.find((one) => one.name === draft.type) ?? types[0];
  return (
    <div className="space-y-4">
      {types.length > 1 && (
        <div className="max-w-sm">
          <Choice
            label={words.type}
            value={type?.name ?? ''}
            onChange={(event) => onChange({ type: event.target.value })}
          >
            {types.map((one) => (
              <option key={one.name} value={one.name}>
                {one.label}
              </option>
            ))}
          </Choice>
        </div>
      )}
      <div className="max-w-sm">
        <Choice
          label={details.source}
          hint={draft.page === '' ? undefined : words.sourceHint}
          value={draft.source ?? ''}
          onChange={(event) =>
            onChange({ source: detectionSources.find((one) => one === event.target.value) ?? null })
          }
        >
          <option value="">{details.sourceUnknown}</option>
          {detectionSources.map((one) => (
            <option key={one} value={one}>
              {details.sources[one]}
            </option>
          ))}
        </Choice>
      </div>
      <label className="flex min-h-11 items-center gap-3 text-sm">
        <input
          type="checkbox"
          checked={draft.isPrivate || (type?.private ?? false)}
          disabled={type?.private ?? false}
          onChange={(event) => onChange({ isPrivate: event.target.checked })}
        />
        <span>
          {words.private}{' '}
          <span className="text-quiet">{type?.private ? words.alwaysPrivate : words.privateHint}</span>
        </span>
      </label>
      {type && type.fields.length > 0 && (
        <fieldset className="max-w-sm space-y-3">
          <legend className="text-sm font-medium">{words.fields}</legend>
          {type.fields.map(({ name, label, required }) => (
            <Field
              key={name}
              label={required ? words.needed(label) : label}
              value={draft.fields[name] ?? ''}
              maxLength={2_000}
              onChange={(event) => onChange({ fields: { ...draft.fields, [name]: event.target.value } })}
            />
          ))}
        </fieldset>
      )}
      {draft.page !== '' && <p className="text-sm text-quiet">{words.fromPage}</p>}
    </div>
  );
}
