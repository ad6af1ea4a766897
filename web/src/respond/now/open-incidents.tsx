import type { IncidentRow } from '@muster/contract/respond/incidents';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Section } from '../../ui/section.tsx';
import { byWorst } from '../list/by-worst.ts';
import { IncidentRows } from '../list/incident-rows.tsx';
import { words } from './messages.ts';

const shown = 8;

/** What goes on, the worst first; nothing at all when nothing does. */
export function OpenIncidents({ incidents }: { incidents: IncidentRow[] }) {
  if (incidents.length === 0) return null;
  return (
    <Section
      title={words.incidents}
      beside={
        <Go to={paths.incidents()} className="text-sm text-accent underline underline-offset-2">
          {words.all}
        </Go>
      }
    >
      <IncidentRows incidents={byWorst(incidents).slice(0, shown)} label={words.incidents} />
    </Section>
  );
}
