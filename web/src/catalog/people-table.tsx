import type { listTeams, Person } from '@muster/contract/catalog/people';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { paths } from '../paths.ts';
import { cx } from '../ui/class-names.ts';
import { nowMs } from '../ui/clock.ts';
import { Go } from '../ui/go.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './messages.ts';
import { words as own } from './people-messages.ts';

interface Props {
  people: Person[];
  /** Opens the panel of one; absent for whoever may not change people. */
  onOpen?: ((name: string) => void) | undefined;
}

/** People to scan: who they are, what they may do, whether they are here. Whoever has left is behind the others. */
export function PeopleTable({ people, onOpen }: Props) {
  const [here, left] = [people.filter((one) => one.active), people.filter((one) => !one.active)];
  const rows = (some: Person[]) => (
    <Rows label={words.people.people}>
      {some.map((one) => (
        <PersonRow key={one.name} person={one} onOpen={onOpen} />
      ))}
    </Rows>
  );
  return (
    <>
      {here.length > 0 && rows(here)}
      {left.length > 0 && (
        <details className="mt-2" open={here.length === 0}>
          <summary className="disclosure flex min-h-11 items-center text-sm text-quiet">
            {own.left(left.length)}
          </summary>
          {rows(left)}
        </details>
      )}
    </>
  );
}

function PersonRow({ person, onOpen }: { person: Person; onOpen: Props['onOpen'] }) {
  const text = (
    <>
      <span className="min-w-0">
        <span className="font-medium">{person.fullName}</span>{' '}
        <span className="text-quiet">{person.name}</span>
      </span>
      <span className="col-span-2 min-w-0 text-quiet [overflow-wrap:anywhere] lg:col-span-1">
        {person.email}
      </span>
      <span
        className={cx(
          'col-start-2 row-start-1 text-right lg:col-start-auto lg:row-start-auto lg:text-left',
          person.access === 'admin' ? 'font-medium' : 'text-quiet',
        )}
      >
        {words.people.levels[person.access]}
      </span>
      <span className="col-start-2 row-start-3 min-w-0 text-right text-quiet lg:col-start-auto lg:row-start-auto lg:text-left">
        {person.teams.join(', ')}
      </span>
      <span className="col-start-1 row-start-3 min-w-0 lg:col-start-auto lg:row-start-auto">
        <Standing person={person} />
      </span>
    </>
  );
  const grid =
    'grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-3 py-2.5 text-left text-sm lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1.5fr)_7rem_minmax(0,.8fr)_minmax(0,1.3fr)] lg:items-baseline';
  return (
    <li>
      {onOpen ? (
        <button
          type="button"
          data-row
          onClick={() => onOpen(person.name)}
          className={`${grid} -outline-offset-2 hover:bg-sunken`}
        >
          {text}
        </button>
      ) : (
        <div className={grid}>{text}</div>
      )}
    </li>
  );
}

/** Whether somebody is in, and how: a mark where something is to be done, quiet words where it is as it should be. */
function Standing({ person: { account, active } }: { person: Person }) {
  if (!account) return active ? null : <Mark tone="quiet" word={own.states.deactivated} />;
  if (account.state === 'active')
    return (
      <span className="text-quiet">
        {account.lastSeenAt ? (
          <>
            {own.seen} <Ago at={account.lastSeenAt} />
          </>
        ) : (
          own.never
        )}
        , {account.hasSecondFactor ? own.factor : own.noFactor}
      </span>
    );
  const isLate = account.invitedUntil !== null && Date.parse(account.invitedUntil) < nowMs();
  const state = account.state === 'invited' && isLate ? 'late' : account.state;
  return <Mark tone={toneOf[state]} word={own.states[state]} />;
}

const toneOf: Record<keyof typeof own.states, Tone> = {
  new: 'quiet',
  invited: 'info',
  late: 'warning',
  active: 'ok',
  deactivated: 'quiet',
};

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
