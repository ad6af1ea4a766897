import {
  categories,
  type IncidentType,
  type RoleDefinition,
  type Status,
} from '@muster/contract/respond/settings';
import { Button } from '../../ui/button.tsx';
import { Area, Choice } from '../../ui/field.tsx';
import type { EditProps } from './draft.ts';
import { replaced, without } from './draft.ts';
import { words } from './messages.ts';
import { Check, Grid, Item, Names, Text } from './parts.tsx';
import { chosen } from './severities.tsx';

type Named = readonly { name: string; label: string }[];

export function StatusItem(props: EditProps<Status>) {
  const { value, errorOf, onChange } = props;
  const say = words.statuses;
  return (
    <Item
      title={value.label}
      beside={say.categories[value.category]}
      open={!props.isStored || props.isWrong}
      onRemove={props.onRemove}
    >
      <Names {...props} />
      <Choice
        label={say.category}
        error={errorOf('category')}
        value={value.category}
        onChange={(event) => onChange({ category: chosen(event.target.value, categories) })}
      >
        {categories
          .filter((one) => one !== 'merged' || value.category === 'merged')
          .map((one) => (
            <option key={one} value={one}>
              {say.categories[one]}
            </option>
          ))}
      </Choice>
      <Text
        label={say.exit}
        hint={say.exitHint}
        value={value.exit ?? ''}
        error={errorOf('exit')}
        onChange={(exit) => onChange({ exit: exit === '' ? undefined : exit })}
      />
    </Item>
  );
}

export function RoleItem(props: EditProps<RoleDefinition> & { roles: Named }) {
  const { value, errorOf, onChange, roles } = props;
  const say = words.roles;
  const isCommand = value.name === 'commander';
  return (
    <Item
      title={value.label}
      beside={value.duty}
      open={!props.isStored || props.isWrong}
      onRemove={isCommand ? undefined : props.onRemove}
    >
      <Names {...props} />
      <Text
        label={say.duty}
        value={value.duty}
        error={errorOf('duty')}
        onChange={(duty) => onChange({ duty })}
      />
      <Choice
        label={say.reportsTo}
        error={errorOf('reportsTo')}
        value={value.reportsTo ?? ''}
        disabled={isCommand}
        onChange={(event) => onChange({ reportsTo: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">{say.nobody}</option>
        {roles
          .filter((one) => one.name !== value.name)
          .map((one) => (
            <option key={one.name} value={one.name}>
              {one.label}
            </option>
          ))}
      </Choice>
      <Check
        label={say.many}
        checked={value.many}
        disabled={isCommand}
        onChange={(many) => onChange({ many })}
      />
    </Item>
  );
}

export function TypeItem(props: EditProps<IncidentType> & { severities: Named }) {
  const { value, errorOf, onChange, severities } = props;
  const say = words.types;
  return (
    <Item title={value.label} open={!props.isStored || props.isWrong} onRemove={props.onRemove}>
      <Names {...props} />
      <Grid>
        <Choice
          label={say.severity}
          error={errorOf('severity')}
          value={value.severity ?? ''}
          onChange={(event) => onChange({ severity: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">{say.usual}</option>
          {severities.map((one) => (
            <option key={one.name} value={one.name}>
              {one.label}
            </option>
          ))}
        </Choice>
        <Check
          label={say.private}
          checked={value.private}
          onChange={(isPrivate) => onChange({ private: isPrivate })}
        />
      </Grid>
      <Area
        label={say.tasks}
        hint={say.tasksHint}
        error={errorOf('tasks')}
        rows={3}
        value={value.tasks.join('\n')}
        onChange={(event) => onChange({ tasks: event.target.value.split('\n') })}
      />
      <Area
        label={say.document}
        hint={say.documentHint}
        error={errorOf('document')}
        rows={6}
        maxLength={20_000}
        className="font-mono"
        value={value.document}
        onChange={(event) => onChange({ document: event.target.value })}
      />
      <Fields value={value} errorOf={errorOf} onChange={onChange} />
    </Item>
  );
}

function Fields({
  value,
  errorOf,
  onChange,
}: Pick<EditProps<IncidentType>, 'value' | 'errorOf' | 'onChange'>) {
  const say = words.types;
  const { fields } = value;
  const set = (at: number, part: Partial<(typeof fields)[number]>) =>
    onChange({ fields: replaced(fields, at, part) });
  return (
    <fieldset className="space-y-3">
      <legend className="text-sm font-medium">{say.fields}</legend>
      {fields.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field that is new has no name yet.
        <div key={at} className="space-y-2 rounded-md border border-line p-3">
          <Grid>
            <Text
              label={words.label}
              value={one.label}
              max={60}
              error={errorOf(`fields/${at}/label`)}
              onChange={(label) => set(at, { label })}
            />
            <Text
              label={words.name}
              value={one.name}
              max={64}
              error={errorOf(`fields/${at}/name`)}
              onChange={(name) => set(at, { name })}
            />
          </Grid>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Check
              label={say.required}
              checked={one.required}
              onChange={(required) => set(at, { required })}
            />
            <Button size="small" look="quiet" onClick={() => onChange({ fields: without(fields, at) })}>
              {words.remove(one.label || say.field)}
            </Button>
          </div>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => onChange({ fields: [...fields, { name: '', label: '', required: false }] })}
      >
        {words.add(say.field)}
      </Button>
    </fieldset>
  );
}
