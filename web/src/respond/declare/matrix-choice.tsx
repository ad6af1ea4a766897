import type { SeverityRule } from '@muster/contract/respond/settings';
import { type Grade, grades, priorityOf } from '@muster/contract/respond/severity-sets';
import { useState } from 'react';
import { Choice } from '../../ui/field.tsx';
import { words } from './messages.ts';

const say = words.matrix;

interface Props {
  severities: readonly SeverityRule[];
  onChange: (severity: string) => void;
}

/** For companies with P1 to P4: impact and urgency choose among them. A person may choose otherwise. */
export function MatrixChoice({ severities, onChange }: Props) {
  const [given, setGiven] = useState<{ impact: Grade | null; urgency: Grade | null }>({
    impact: null,
    urgency: null,
  });
  const names = severities.map((one) => one.name);
  if (!['p1', 'p2', 'p3', 'p4'].every((one) => names.includes(one))) return null;
  const set = (part: Partial<typeof given>) => {
    const next = { ...given, ...part };
    setGiven(next);
    if (next.impact && next.urgency) onChange(priorityOf(next.impact, next.urgency));
  };
  return (
    <fieldset className="mt-2 grid max-w-sm grid-cols-2 gap-3">
      <legend className="sr-only">{say.title}</legend>
      {(['impact', 'urgency'] as const).map((side) => (
        <Choice
          key={side}
          label={say[side]}
          value={given[side] ?? ''}
          onChange={(event) => set({ [side]: grades.find((one) => one === event.target.value) ?? null })}
        >
          <option value="">{say.open}</option>
          {grades.map((one) => (
            <option key={one} value={one}>
              {say.grades[one]}
            </option>
          ))}
        </Choice>
      ))}
    </fieldset>
  );
}
