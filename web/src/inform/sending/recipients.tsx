import { addRecipientTeam, type Recipients, removeRecipientTeam } from '@muster/contract/inform/sendings';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Audience } from '@muster/contract/respond/settings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { recipientsOf } from './queries.ts';

interface Props {
  incident: Pick<Incident, 'id'>;
  audience: Audience;
  readOnly: boolean;
}

/** Who hears what is being written, and whose work depends on what is affected (R14). */
export function WhoWillHear({ incident, audience, readOnly }: Props) {
  const query = useQuery(recipientsOf(incident, audience));
  return (
    <div className="min-w-0 space-y-2 text-sm">
      <h3 className="text-sm font-medium">{words.recipients}</h3>
      <QueryView query={query} rows={1}>
        {(who) => <Who who={who} incident={incident} audience={audience} readOnly={readOnly} />}
      </QueryView>
    </div>
  );
}

function Who({ who, incident, audience, readOnly }: Props & { who: Recipients }) {
  const change = useTeams(incident, audience);
  const from = [
    ...(who.lists.length > 0 ? [words.lists(who.lists.map((one) => one.name).join(', '))] : []),
    ...(who.followers > 0 ? [words.followers(who.followers)] : []),
  ];
  return (
    <>
      <p className="text-quiet wrap-anywhere">
        {words.total(who.total)} {from.join(' · ')}
      </p>
      {who.teams.map(({ team, people }) => (
        <p key={team} className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 flex-1 wrap-anywhere">{words.added(team, people)}</span>
          {!readOnly && (
            <Button
              size="small"
              look="quiet"
              aria-label={words.untellTeam(team)}
              onClick={() => change.mutate({ team, tell: false })}
            >
              {words.untell}
            </Button>
          )}
        </p>
      ))}
      {who.proposed.length > 0 && (
        <div className="space-y-1">
          <p className="text-quiet">{words.proposed}</p>
          <ul aria-label={words.proposed} className="divide-y divide-line rounded-md border border-line">
            {who.proposed.slice(0, 10).map(({ team, because }) => (
              <li key={team} className="flex flex-wrap items-center gap-2 px-3 py-1.5">
                <span className="min-w-0 flex-1 basis-48 wrap-anywhere">
                  {words.across(
                    team,
                    because
                      .slice(0, 3)
                      .map((one) => words.because(one.service, one.on))
                      .join(', '),
                  )}
                </span>
                {!readOnly && (
                  <Button
                    size="small"
                    aria-label={words.tellTeam(team)}
                    onClick={() => change.mutate({ team, tell: true })}
                  >
                    {words.tell}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function useTeams({ id }: Props['incident'], audience: Audience) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ team, tell }: { team: string; tell: boolean }) => {
      const asked = { params: { ref: id, audience, team } };
      await (tell ? call(addRecipientTeam, asked) : call(removeRecipientTeam, asked));
    },
    onError: (error) => say(reasonOf(error), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: recipientsOf({ id }, audience).queryKey }),
  });
}
