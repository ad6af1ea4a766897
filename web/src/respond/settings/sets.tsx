import type { RespondSettings } from '@muster/contract/respond/settings';
import { grades, priorityOf, type SetName, setNames } from '@muster/contract/respond/severity-sets';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import { mappingTo, withSet } from './draft.ts';
import { words } from './messages.ts';
import { chosen } from './severities.tsx';

const say = words.sets;

/** Another set of severities, with what becomes of those that are there told before. */
export function Sets({
  value,
  onChange,
}: {
  value: RespondSettings;
  onChange: (next: RespondSettings) => void;
}) {
  const [set, setSet] = useState<SetName>('words');
  const mapping = mappingTo(value, set);
  return (
    <details className="rounded-lg border border-line px-3">
      <summary className="min-h-11 cursor-pointer py-2.5 text-sm font-medium">{say.title}</summary>
      <div className="max-w-xl space-y-3 pb-4 text-sm">
        <p className="text-quiet">{say.about}</p>
        <Choice
          label={say.title}
          isLabelHidden
          value={set}
          onChange={(event) => setSet(chosen(event.target.value, setNames))}
        >
          {setNames.map((one) => (
            <option key={one} value={one}>
              {say.names[one]}
            </option>
          ))}
        </Choice>
        {set === 'priority' && <Matrix />}
        {mapping.length > 0 && (
          <p>{say.mapping(mapping.map(({ from, to }) => `${from} → ${to}`).join(', '))}</p>
        )}
        <Button onClick={() => onChange(withSet(value, set))}>{say.use}</Button>
      </div>
    </details>
  );
}

/** Impact by urgency. */
function Matrix() {
  return (
    <table className="text-sm">
      <caption className="pb-1 text-left text-xs text-quiet">{say.matrix}</caption>
      <thead>
        <tr>
          <th scope="col" className="pr-4 text-left font-medium">
            {say.impact}
          </th>
          {grades.map((urgency) => (
            <th key={urgency} scope="col" className="pr-4 text-left font-medium">
              {say.urgency} {say.grades[urgency]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grades.map((impact) => (
          <tr key={impact}>
            <th scope="row" className="pr-4 text-left font-normal">
              {say.grades[impact]}
            </th>
            {grades.map((urgency) => (
              <td key={urgency} className="pr-4 uppercase">
                {priorityOf(impact, urgency)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
