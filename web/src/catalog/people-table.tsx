import type { listTeams, Person } from '@muster/contract/catalog/people';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { words } from './messages.ts';
import { SignInLink } from './sign-in-link.tsx';

/** People to scan: who they are, what they may do. */
export function PeopleTable({ people }: { people: Person[] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised text-sm">
      {people.map((one) => (
        <li
          key={one.name}
          className="grid gap-x-4 px-3 py-2 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1.4fr)_7rem_minmax(0,1fr)_6.5rem] sm:items-baseline"
        >
          <span>
            <span className="font-medium">{one.fullName}</span> <span className="text-quiet">{one.name}</span>
          </span>
          <span className="text-quiet">{one.email}</span>
          <span className={one.access === 'admin' ? 'font-medium' : 'text-quiet'}>
            {words.people.levels[one.access]}
          </span>
          <span className="text-quiet">{[one.timeZone, ...one.teams].join(' · ')}</span>
          <SignInLink name={one.name} />
        </li>
      ))}
    </ul>
  );
}

type Team = AnswerOf<typeof listTeams>['items'][number];

/** Teams with their members and what they own. */
export function TeamTable({ teams }: { teams: Team[] }) {
  if (teams.length === 0) return <p className="text-sm text-quiet">{words.people.noTeams}</p>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised text-sm">
      {teams.map((team) => (
        <li
          key={team.name}
          className="grid gap-x-4 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_minmax(0,2fr)] sm:items-baseline"
        >
          <span className="font-medium">{team.name}</span>
          <span className="text-quiet">{team.members.join(', ') || '–'}</span>
          <span>
            {team.services.map((name, at) => (
              <span key={name}>
                {at > 0 && ', '}
                <Go to={paths.service(name)} className="underline underline-offset-2">
                  {name}
                </Go>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
