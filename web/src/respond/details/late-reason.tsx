import { isPutAway } from '@muster/contract/respond/closing';
import type { Incident } from '@muster/contract/respond/incidents';
import { Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { words } from './messages.ts';

export interface LateReasonProps {
  incident: Pick<Incident, 'category'>;
  value: string;
  error: unknown;
  onChange: (reason: string) => void;
}

/** Asked for only where the record was put away (practice.md 3.5). */
export function LateReason({ incident, value, error, onChange }: LateReasonProps) {
  if (!isPutAway(incident)) return null;
  return (
    <Field
      label={words.lateWhy}
      hint={words.lateWhyHint}
      value={value}
      error={errorAt(error, '/reason')}
      onChange={(event) => onChange(event.target.value)}
      maxLength={2000}
      required
      autoComplete="off"
    />
  );
}

/** What is sent with a change: the reason, where there is one. */
export function because(reason: string): { reason?: string } {
  const said = reason.trim();
  return said === '' ? {} : { reason: said };
}
