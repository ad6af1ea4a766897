import type { SeverityRule } from '@muster/contract/respond/settings';
import { useId } from 'react';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Mark } from '../../ui/mark.tsx';
import { severityTone } from '../severity.ts';
import { MatrixChoice } from './matrix-choice.tsx';
import { words } from './messages.ts';
import type { Suggestion } from './suggestion.ts';

interface Props {
  severities: readonly SeverityRule[];
  /** By hand; empty while the proposal holds. */
  chosen: string;
  suggestion: Suggestion | undefined;
  error?: string | undefined;
  onChange: (severity: string) => void;
}

/** Each severity with what it means, the worst first; one is proposed, and why. */
export function SeverityChoice({ severities, chosen, suggestion, error, onChange }: Props) {
  const name = useId();
  if (severities.length === 0) return null;
  const ranks = severities.map((one) => one.rank);
  const current = chosen || suggestion?.severity.name;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.severity}</legend>
      <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {severities
          .toSorted((a, b) => b.rank - a.rank)
          .map((one) => (
            <ChoiceRow
              key={one.name}
              name={name}
              isChosen={one.name === current}
              onChoose={() => onChange(one.name)}
              className="grid grid-cols-[auto_minmax(5.5rem,auto)_minmax(0,1fr)]"
            >
              <Mark tone={severityTone(one.rank, ranks)} word={one.label} />
              <span className="text-sm">{one.meaning}</span>
            </ChoiceRow>
          ))}
      </div>
      <MatrixChoice severities={severities} onChange={onChange} />
      <p className="mt-1 text-xs text-quiet">
        {chosen === '' && suggestion ? `${words.why[suggestion.why]} ` : ''}
        {words.unsure}
      </p>
      {error && <p className="text-sm text-critical">{error}</p>}
    </fieldset>
  );
}
