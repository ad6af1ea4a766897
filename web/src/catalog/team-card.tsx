import { type Editing, editingRules } from '@muster/contract/catalog/editing';
import { putTeam } from '@muster/contract/catalog/items';
import type { listTeams } from '@muster/contract/catalog/people';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '../app/api.ts';
import { useWhyNotAdmin } from '../app/session.tsx';
import { Go } from '../ui/go.tsx';
import { problemOf, reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

type Team = AnswerOf<typeof listTeams>['items'][number];

/** What belongs to a team, by kind; each thing with its address. */
export type Owned = Readonly<
  Record<keyof typeof words.teams.kinds, readonly { name: string; to: string | null }[]>
>;

/** One team: who is in it, what is theirs, and who changes that. */
export function TeamCard({ team, owned }: { team: Team; owned: Owned }) {
  const heading = useId();
  const kinds = kindsOf(owned).filter((kind) => owned[kind].length > 0);
  return (
    <section aria-labelledby={heading} className="rounded-lg border border-line bg-raised p-3 sm:p-4">
      <h2 id={heading} className="[overflow-wrap:anywhere]">
        {team.name}
      </h2>
      <div className="mt-3 grid gap-x-6 gap-y-4 text-sm sm:grid-cols-2">
        <dl className="min-w-0 space-y-3">
          <div>
            <dt className="text-quiet">{words.teams.members}</dt>
            <dd className="[overflow-wrap:anywhere]">{team.members.join(', ') || words.teams.nobody}</dd>
          </div>
          {kinds.length === 0 && (
            <div>
              <dt className="text-quiet">{words.teams.owns}</dt>
              <dd>{words.teams.ownsNothing}</dd>
            </div>
          )}
          {kinds.map((kind) => (
            <div key={kind}>
              <dt className="text-quiet">{words.teams.kinds[kind]}</dt>
              <dd className="flex flex-wrap gap-x-3 gap-y-1">
                {owned[kind].map((one) => (
                  <Thing key={one.name} one={one} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <EditingRule team={team} />
      </div>
    </section>
  );
}

function Thing({ one }: { one: { name: string; to: string | null } }) {
  if (one.to === null) return <span className="[overflow-wrap:anywhere]">{one.name}</span>;
  return (
    <Go to={one.to} className="underline underline-offset-2 [overflow-wrap:anywhere]">
      {one.name}
    </Go>
  );
}

/** Administrators choose; everybody else reads what holds. */
function EditingRule({ team }: { team: Team }) {
  const client = useQueryClient();
  const mayNot = useWhyNotAdmin();
  const name = useId();
  const save = useMutation({
    mutationFn: (editing: Editing) =>
      call(putTeam, {
        params: { name: team.name },
        body: { members: team.members, editing },
        ifMatch: team.version,
      }),
    onSuccess: () => say(words.teams.saved(team.name)),
    onError: (error) =>
      // Called off, the question who is there is no sign of another's change.
      problemOf(error)?.code === 'precondition' && problemOf(error)?.confirm !== true
        ? say(words.teams.changed, 'warning')
        : say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['people', 'teams'] }),
  });
  const chosen = save.isPending ? save.variables : team.editing;
  if (mayNot !== undefined) {
    return (
      <div>
        <p className="text-quiet">{words.teams.who}</p>
        <p>{words.teams.editing[team.editing]}</p>
        <p className="text-quiet">{words.teams.editingText[team.editing]}</p>
      </div>
    );
  }
  return (
    <fieldset className="min-w-0">
      <legend className="text-quiet">{words.teams.who}</legend>
      {editingRules.map((rule) => (
        <label
          key={rule}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            checked={chosen === rule}
            onChange={() => save.mutate(rule)}
            className="size-4 accent-accent"
          />
          <span className={chosen === rule ? 'font-medium' : ''}>{words.teams.editing[rule]}</span>
        </label>
      ))}
      <p className="mt-1 text-quiet">{words.teams.editingText[chosen]}</p>
    </fieldset>
  );
}

/** Object.keys gives exactly the keys of a literal with no others. */
function kindsOf(owned: Owned): (keyof Owned)[] {
  return Object.keys(owned) as (keyof Owned)[];
}
