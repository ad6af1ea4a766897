import { factKinds, periodUnits } from '@muster/contract/respond/obligation-rules';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { words as panel } from './messages.ts';
import { type StepDraft, unitNamed } from './rule-draft.ts';
import { words } from './setup-messages.ts';

interface Props {
  step: StepDraft;
  /** Those above it, which it can follow. */
  before: readonly StepDraft[];
  error: unknown;
  onChange: (step: StepDraft) => void;
  onRemove: () => void;
}

/** One step of a rule: what is submitted to whom, and by when. */
export function StepFields({ step, before, error, onChange, onRemove }: Props) {
  const at = `/steps/${before.length}`;
  const text = (key: 'name' | 'label' | 'to' | 'count' | 'dueAtTime' | 'backstop') => ({
    value: step[key],
    error: errorAt(error, `${at}/${key}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...step, [key]: event.target.value }),
    autoComplete: 'off',
  });
  return (
    <fieldset className="space-y-3 rounded-lg border border-line p-3">
      <legend className="px-1 text-sm font-medium">{words.step(before.length + 1)}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={words.stepLabel} maxLength={120} required {...text('label')} />
        <Field label={words.to} maxLength={120} required {...text('to')} />
        <Choice
          label={words.after}
          value={step.after}
          error={errorAt(error, `${at}/after`)}
          onChange={(event) => onChange({ ...step, after: event.target.value })}
        >
          {factKinds.map((one) => (
            <option key={one} value={`fact:${one}`}>
              {panel.kinds[one]}
            </option>
          ))}
          {before.map((one) => (
            <option key={one.name} value={`step:${one.name}`}>
              {words.afterStep(one.label)}
            </option>
          ))}
        </Choice>
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={words.count}
            hint={words.countHint}
            type="number"
            min={1}
            max={1000}
            {...text('count')}
          />
          <Choice
            label={words.unit}
            value={step.unit}
            onChange={(event) => onChange({ ...step, unit: unitNamed(event.target.value) })}
          >
            {periodUnits.map((one) => (
              <option key={one} value={one}>
                {words.units[one]}
              </option>
            ))}
          </Choice>
        </div>
        <Field label={words.dueAtTime} hint={words.dueAtTimeHint} type="time" {...text('dueAtTime')} />
        <Field
          label={words.backstop}
          hint={words.backstopHint}
          type="number"
          min={1}
          max={1000}
          {...text('backstop')}
        />
        <Field label={words.stepName} maxLength={64} required {...text('name')} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Tick
          label={words.optional}
          checked={step.optional}
          onChange={(optional) => onChange({ ...step, optional })}
        />
        <Button size="small" look="quiet" onClick={onRemove}>
          {words.removeStep}
        </Button>
      </div>
    </fieldset>
  );
}

export function Tick(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
