/**
 * How a company responds unless it says otherwise: severities minor, average and critical with what each implies, the
 * path of statuses, the roles (practice.md 6.2, 6.3, 6.4; R16, R79). Everything here can be changed by administrators.
 */
import type { RespondSettings, RoleDefinition, SeverityRule } from '@muster/contract/respond/settings';
import { severitySets } from '@muster/contract/respond/severity-sets';

const role = (
  name: string,
  label: string,
  duty: string,
  given: Partial<RoleDefinition> = {},
): RoleDefinition => ({ name, label, duty, many: false, reportsTo: 'commander', ...given });

const roles: RoleDefinition[] = [
  role('commander', 'Incident commander', 'Decides, delegates, and keeps the whole in view.', {
    reportsTo: null,
  }),
  role('operations', 'Operations lead', 'Leads those who change the systems, one change at a time.'),
  role('communications', 'Communications lead', 'Tells everybody in time, so that the others can work.'),
  role('planning', 'Planning lead', 'Looks ahead: relief, later work, logistics.'),
  role('scribe', 'Scribe', 'Keeps the log: decisions, attempts, numbers with their source.'),
  role('expert', 'Expert', 'Knows one system; answers with findings and how sure they are.', {
    many: true,
    reportsTo: 'operations',
  }),
  role('liaison', 'Support liaison', 'Brings what customers see, and takes back what helps them.', {
    reportsTo: 'communications',
  }),
  role('observer', 'Observer', 'Reads along and asks in the box only.', { many: true }),
];

export const shippedSettings: RespondSettings = {
  severities: [...severitySets.words],
  statuses: [
    {
      name: 'declared',
      label: 'Declared',
      category: 'triage',
      exit: 'Somebody commands, severity and impact are said, and those who are needed are here or on the way.',
    },
    {
      name: 'investigating',
      label: 'Investigating',
      category: 'active',
      exit: 'It is known what fails, since when and how far it reaches, and there is a way to limit the damage.',
    },
    {
      name: 'mitigating',
      label: 'Mitigating',
      category: 'active',
      exit: 'The damage is limited, and what users notice proves it.',
    },
    {
      name: 'monitoring',
      label: 'Monitoring',
      category: 'active',
      exit: 'The signal that proves it has held for as long as was agreed. Stop-gaps have an end.',
    },
    {
      name: 'resolved',
      label: 'Resolved',
      category: 'post-incident',
      exit: 'Nothing that this severity asks for is missing: fields, tasks, notices, the retrospective.',
    },
    { name: 'closed', label: 'Closed', category: 'closed' },
    { name: 'paused', label: 'Paused', category: 'paused' },
    { name: 'cancelled', label: 'Cancelled', category: 'cancelled' },
  ],
  roles,
  types: [
    {
      name: 'default',
      label: 'Incident',
      severity: null,
      private: false,
      roles: [],
      document: '## What we know\n\n## What we do next\n\n## Who does what\n\n## Links\n',
      tasks: [],
      fields: [],
    },
    {
      name: 'security',
      label: 'Security incident',
      severity: 'average',
      private: true,
      roles: [],
      document:
        '## What we know\n\n## What may be exposed\n\n## What we do next\n\n## Evidence kept\n\n## Who must be told\n',
      tasks: ['Keep the evidence before anything is changed'],
      fields: [],
    },
  ],
  callAddress: null,
  chatAddress: null,
  commandPolicy: null,
  commandMinutes: 240,
  anyRoleMinutes: 480,
  checkInMinutes: 60,
};

/** The severity that holds while nobody knows: the middle one of what may be higher (P16: unsure means the higher). */
export function usualSeverity({ severities: all }: RespondSettings): SeverityRule {
  const sorted = all.toSorted((a, b) => a.rank - b.rank);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('there is no severity');
  return middle;
}
