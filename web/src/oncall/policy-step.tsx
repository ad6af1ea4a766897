import type { Step, Urgency } from '@muster/contract/oncall/definition';
import { localZone } from '../ui/clock.ts';
import { Choice, Field } from '../ui/field.tsx';
import { type ConditionKind, conditionOf, undrawnOf, withCondition, withHours } from './policy-draft.ts';
import { editWords as words } from './policy-edit-messages.ts';
import { policyWords } from './policy-messages.ts';
import { stepSentences } from './policy-sentence.ts';
import { type Askable, PolicyTargets } from './policy-targets.tsx';
import { changed } from './rota-draft.ts';
import { Small } from './rota-turns.tsx';
import { RotaWindows } from './rota-windows.tsx';

interface Props {
  step: Step;
  /** Its place, counted from 1. */
  n: number;
  askable: Askable;
  faults: readonly string[];
  onChange: (step: Step) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One step: what it means in sentences, then everything that makes it so. */
export function PolicyStep({ step, n, askable, faults, onChange, onMove, onRemove }: Props) {
  const isSpecial = step.urgency !== undefined || step.when !== undefined;
  return (
    <li className="rounded-lg border border-line bg-raised p-3 sm:p-4">
      <div className="mb-3 flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="font-semibold">{policyWords.step(n)}</h3>
          <p className="text-sm text-quiet">{stepSentences(step).join(' ')}</p>
        </div>
        <span className="flex shrink-0">
          <Small label={words.step.up(n)} sign="↑" onClick={() => onMove(-1)} />
          <Small label={words.step.down(n)} sign="↓" onClick={() => onMove(1)} />
          <Small label={words.step.remove(n)} sign="×" onClick={onRemove} />
        </span>
      </div>
      {faults.length > 0 && (
        <p role="alert" className="mb-3 text-sm text-critical">
          {faults.join('; ')}
        </p>
      )}
      <div className="space-y-3">
        <PolicyTargets
          label={words.step.addTo(n)}
          targets={step.targets}
          inTurn={step.assign === 'round-robin'}
          askable={askable}
          onChange={(targets) => onChange({ ...step, targets })}
        />
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Field
            label={words.step.wait}
            type="number"
            min={1}
            max={43_200}
            value={step.escalateAfter}
            onChange={(event) =>
              onChange({ ...step, escalateAfter: Math.trunc(event.target.valueAsNumber) || 1 })
            }
          />
          <Choice
            label={words.step.assign}
            value={step.assign ?? 'all'}
            onChange={(event) =>
              onChange(
                changed(step, {
                  assign: event.target.value === 'all' ? undefined : ('round-robin' as const),
                }),
              )
            }
          >
            <option value="all">{words.step.together}</option>
            <option value="round-robin">{words.step.inTurn}</option>
          </Choice>
        </div>
        <details open={isSpecial}>
          <summary className="disclosure flex min-h-8 items-center text-sm text-quiet pointer-coarse:min-h-11">
            {words.step.more}
          </summary>
          <Special step={step} onChange={onChange} />
        </details>
        <Kept thing={undrawnOf(step)} />
      </div>
    </li>
  );
}

/** What the form has no field for, as text. Nothing when there is none. */
export function Kept({ thing }: { thing: Record<string, unknown> }) {
  if (Object.keys(thing).length === 0) return null;
  return (
    <div className="text-sm">
      <p className="font-medium">{words.kept}</p>
      <p className="text-xs text-quiet">{words.keptText}</p>
      <pre className="mt-1 max-h-48 overflow-auto rounded border border-line bg-sunken p-2 text-xs">
        <code>{JSON.stringify(thing, null, 1)}</code>
      </pre>
    </div>
  );
}

function Special({ step, onChange }: Pick<Props, 'step' | 'onChange'>) {
  const condition = conditionOf(step);
  return (
    <div className="space-y-3 pt-2">
      <Choice
        label={words.step.urgency}
        value={step.urgency ?? ''}
        onChange={(event) => onChange(changed(step, { urgency: urgencyOf(event.target.value) }))}
      >
        <option value="">{words.step.asPage}</option>
        <option value="high">{words.step.high}</option>
        <option value="low">{words.step.low}</option>
      </Choice>
      {condition && (
        <Choice
          label={words.condition.title}
          value={condition.kind}
          onChange={(event) => onChange(withCondition(step, conditionNamed(event.target.value), localZone))}
        >
          {conditionKinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.condition.kinds[kind]}
            </option>
          ))}
        </Choice>
      )}
      {condition && condition.kind !== 'always' && condition.hours && (
        <ConditionHours step={step} kind={condition.kind} hours={condition.hours} onChange={onChange} />
      )}
    </div>
  );
}

interface HoursProps extends Pick<Props, 'step' | 'onChange'> {
  kind: 'within' | 'outside';
  hours: NonNullable<NonNullable<ReturnType<typeof conditionOf>>['hours']>;
}

function ConditionHours({ step, kind, hours, onChange }: HoursProps) {
  return (
    <div className="space-y-3">
      <Field
        label={words.condition.zone}
        list="zones"
        autoComplete="off"
        value={hours.timeZone}
        onChange={(event) => onChange(withHours(step, kind, { ...hours, timeZone: event.target.value }))}
      />
      <RotaWindows
        title={words.condition.hours[kind]}
        windows={hours.windows}
        onChange={(windows) => onChange(withHours(step, kind, { ...hours, windows }))}
      />
    </div>
  );
}

function urgencyOf(text: string): Urgency | undefined {
  return text === 'high' || text === 'low' ? text : undefined;
}

const conditionKinds = ['always', 'within', 'outside'] as const;

function conditionNamed(text: string): ConditionKind {
  return conditionKinds.find((one) => one === text) ?? 'always';
}
