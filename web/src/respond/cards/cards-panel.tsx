import { cardsOf, phaseOf } from '@muster/contract/respond/cards';
import { commanderRole } from '@muster/contract/respond/roles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Choice } from '../../ui/field.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings } from '../queries.ts';
import { words } from './messages.ts';

/** What to think of, in one's own role and at this stretch of the incident; the other roles a choice away. */
export function CardsPanel({ incident }: PanelProps) {
  const { name } = useMe();
  const settings = useQuery(respondSettings);
  const [chosen, setChosen] = useState<string | null>(null);
  const mine = incident.assignments.filter((one) => one.person === name && one.until === null);
  const role = chosen ?? mine[0]?.role ?? commanderRole;
  return (
    <Section title={words.title}>
      <QueryView query={settings} rows={4}>
        {({ roles, statuses }) => (
          <div className="space-y-3">
            <Choice
              label={words.role}
              isLabelHidden
              value={role}
              onChange={(event) => setChosen(event.target.value)}
            >
              {roles.map((one) => (
                <option key={one.name} value={one.name}>
                  {mine.some(({ role: held }) => held === one.name) ? words.yours(one.label) : one.label}
                </option>
              ))}
            </Choice>
            {cardsOf(role, phaseOf(incident.status, statuses)).map(({ title, lines }) => (
              <div key={title}>
                <h3 className="mb-1 text-sm font-semibold">{title}</h3>
                <ul className="list-disc space-y-1 pl-5 text-sm marker:text-quiet">
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        )}
      </QueryView>
    </Section>
  );
}
