import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { teams } from '../catalog/queries.ts';
import { type Owned, TeamCard } from '../catalog/team-card.tsx';
import { onCallNow, policies } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Teams: their members, what is theirs, and who may change it. */
export function TeamsScreen() {
  useTitle(words.teams.title);
  const schedules = useQuery(onCallNow).data?.items ?? [];
  const escalation = useQuery(policies).data?.items ?? [];
  const ownedBy = (team: string, services: readonly string[]): Owned => ({
    services: services.map((name) => ({ name, to: paths.service(name) })),
    schedules: schedules
      .filter((one) => one.team === team)
      .map(({ name }) => ({ name, to: paths.schedule(name) })),
    policies: escalation.filter((one) => one.team === team).map(({ name }) => ({ name, to: null })),
  });
  return (
    <>
      <Head title={words.teams.title} about={words.teams.about} />
      <QueryView query={useQuery(teams)} rows={3}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.teams.none}>
              <p>{words.teams.noneText}</p>
            </Empty>
          ) : (
            <div className="max-w-4xl space-y-4">
              {all.map((team) => (
                <TeamCard key={team.name} team={team} owned={ownedBy(team.name, team.services)} />
              ))}
            </div>
          )
        }
      </QueryView>
    </>
  );
}
