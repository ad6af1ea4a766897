import type { Target } from '@muster/contract/oncall/definition';
import { Choice } from '../ui/field.tsx';
import { moved } from '../ui/moved.ts';
import { type TargetKind, targetOf, targetParts } from './policy-draft.ts';
import { editWords as words } from './policy-edit-messages.ts';
import { Small } from './rota-turns.tsx';

/** Whom a step can ask, by kind. */
export type Askable = Record<TargetKind, readonly { name: string; label: string }[]>;

interface Props {
  label: string;
  targets: readonly Target[];
  /** The order counts only when they are asked in turn. */
  inTurn: boolean;
  askable: Askable;
  onChange: (targets: Target[]) => void;
}

const kinds = ['schedule', 'user', 'team'] as const;

/** Whom the step asks. Who is unknown here stays until taken out. */
export function PolicyTargets({ label, targets, inTurn, askable, onChange }: Props) {
  const chosen = targets.map(targetParts);
  const isChosen = (kind: TargetKind, name: string) =>
    chosen.some((one) => one.kind === kind && one.name === name);
  const add = (value: string) => {
    const kind = kinds.find((one) => value.startsWith(`${one} `));
    if (kind) onChange([...targets, targetOf(kind, value.slice(kind.length + 1))]);
  };
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{words.step.targets}</legend>
      {chosen.length === 0 && <p className="text-sm text-warning">{words.step.nobody}</p>}
      <ul className="space-y-1">
        {chosen.map(({ kind, name }, at) => (
          <li
            key={`${kind} ${name}`}
            className="flex items-center justify-between gap-2 rounded-md border border-line bg-surface pl-2 text-sm"
          >
            <span className="min-w-0 wrap-anywhere">
              <span className="text-quiet">{words.step.kinds[kind]}</span> {name}
            </span>
            <span className="flex shrink-0">
              {inTurn && (
                <>
                  <Small
                    label={words.step.earlier(name)}
                    sign="↑"
                    onClick={() => onChange(moved(targets, at, at - 1))}
                  />
                  <Small
                    label={words.step.later(name)}
                    sign="↓"
                    onClick={() => onChange(moved(targets, at, at + 1))}
                  />
                </>
              )}
              <Small
                label={words.step.drop(name)}
                sign="×"
                onClick={() => onChange(targets.toSpliced(at, 1))}
              />
            </span>
          </li>
        ))}
      </ul>
      <Choice label={label} isLabelHidden value="" onChange={(event) => add(event.target.value)}>
        <option value="">{words.step.add}</option>
        {kinds.map((kind) => (
          <optgroup key={kind} label={words.step.groups[kind]}>
            {askable[kind]
              .filter(({ name }) => !isChosen(kind, name))
              .map((one) => (
                <option key={one.name} value={`${kind} ${one.name}`}>
                  {one.label}
                </option>
              ))}
          </optgroup>
        ))}
      </Choice>
    </fieldset>
  );
}
