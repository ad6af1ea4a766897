import type { Session } from '@muster/contract/learn/sessions';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { words } from './messages.ts';

const leadRoles = ['facilitator', 'coFacilitator', 'noteTaker'] as const;

/** Who leads and who comes. Whoever leads was better not there themselves (P19). */
export function People({ one }: { one: Session }) {
  const isHeld = one.state === 'held';
  const shown = isHeld ? one.people.filter(({ attended }) => attended) : one.people;
  const leads = leadRoles.flatMap((role) => {
    const person = one[role] ?? (role === 'facilitator' ? one.organiser : null);
    return person === null ? [] : [{ role, person }];
  });
  return (
    <>
      <Section title={words.leads}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          {leads.map(({ role, person }) => (
            <Lead key={role} role={role} person={person} reports={one.reports} />
          ))}
        </dl>
      </Section>
      <Section title={isHeld ? words.wasThere : words.whoIs}>
        <p className="text-sm wrap-anywhere">
          {shown.length === 0 ? words.nobody : shown.map(({ person }) => person).join(', ')}
        </p>
      </Section>
    </>
  );
}

interface LeadProps {
  role: (typeof leadRoles)[number];
  person: string;
  reports: Session['reports'];
}

function Lead({ role, person, reports }: LeadProps) {
  const isInside = role !== 'noteTaker' && reports.some(({ tookPart }) => tookPart.includes(person));
  return (
    <>
      <dt className="text-quiet">{words.leadRoles[role]}</dt>
      <dd className="flex flex-wrap gap-x-3 wrap-anywhere">
        {person}
        {isInside && <Mark tone="warning" word={words.inPart} />}
      </dd>
    </>
  );
}
