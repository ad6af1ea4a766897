import { cut } from '@muster/contract/platform/cut';
import { useQuery } from '@tanstack/react-query';
import { Choice } from '../../ui/field.tsx';
import { oneById, suggestion } from '../retrospective/queries.ts';
import { words } from './messages.ts';

interface Props {
  /** The report that it comes from, or else the incident that the report is about; empty for neither. */
  retrospective: string;
  incident: string;
  value: string | null | undefined;
  error: string | undefined;
}

/** Which of the report's factors it works against. While there is none to choose, the form says nothing of factors. */
export function FactorChoice({ retrospective, incident, value, error }: Props) {
  const isAsked = !retrospective && incident !== '';
  const about = useQuery({ ...suggestion(incident), enabled: isAsked, retry: false }).data;
  const id = retrospective || (isAsked && about?.retrospective) || '';
  const factors = useQuery({ ...oneById(id), enabled: id !== '' }).data?.factors ?? [];
  if (factors.length === 0) return null;
  return (
    <Choice
      key={factors.length}
      label={words.form.factor}
      name="factor"
      defaultValue={value ?? ''}
      error={error}
    >
      <option value="">{words.form.noFactor}</option>
      {factors.map((factor) => (
        <option key={factor.id} value={factor.id}>
          {cut(factor.text, 120)}
        </option>
      ))}
    </Choice>
  );
}
