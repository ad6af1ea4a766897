import { whyNotEdit } from '@muster/contract/catalog/editing';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../app/session.tsx';
import { teams } from './queries.ts';

/** Says of each team's things why this person may not change them; undefined when they may. */
export function useWhyNotEdit(): (team: string | null) => string | undefined {
  const { access, name } = useMe();
  const known = useQuery(teams).data;
  return (team) => {
    const found = known?.find((one) => one.name === team);
    // While the teams are on their way nobody is told a no that may be wrong; the server decides.
    const owner = team === null || !known ? null : { team, ...(found ?? nobodys) };
    return whyNotEdit({ access, person: name, team: null }, owner) ?? undefined;
  };
}

const nobodys = { editing: 'team', members: [] } as const;
