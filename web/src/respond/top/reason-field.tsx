import { isPutAway } from '@muster/contract/respond/closing';
import { Field } from '../../ui/field.tsx';
import { LateReason, type LateReasonProps } from '../details/late-reason.tsx';
import { words } from './messages.ts';

/** Why something is turned: as whoever turns it likes, and asked for where the record was put away. */
export function ReasonField({ incident, value, error, onChange }: LateReasonProps) {
  if (isPutAway(incident))
    return <LateReason incident={incident} value={value} error={error} onChange={onChange} />;
  return (
    <Field
      label={words.reason}
      hint={words.reasonHint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      maxLength={2000}
      autoComplete="off"
    />
  );
}
