import type { IncidentType } from '@muster/contract/respond/settings';
import { Field } from '../../ui/field.tsx';
import { words } from './messages.ts';

interface Props {
  fields: IncidentType['fields'];
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

/** What this kind of incident asks for, and what is filled in beside it. */
export function FieldsOfKind({ fields, values, onChange }: Props) {
  const own = Object.keys(values).filter((name) => !fields.some((one) => one.name === name));
  const all = [...fields, ...own.map((name) => ({ name, label: name, required: false }))];
  if (all.length === 0) return null;
  return (
    <fieldset className="space-y-3">
      <legend className="text-sm font-medium">{words.fields}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {all.map(({ name, label, required }) => (
          <Field
            key={name}
            label={required ? words.needed(label) : label}
            value={values[name] ?? ''}
            maxLength={2_000}
            autoComplete="off"
            onChange={(event) => onChange({ ...values, [name]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
