import type { IncidentRow } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { Mark } from '../ui/mark.tsx';
import { words } from './messages.ts';
import { respondSettings } from './queries.ts';
import { severityTone } from './severity.ts';

interface SeverityProps {
  name: string;
  rank: number;
  big?: boolean;
  /** Of an incident that is over. */
  past?: boolean;
}

/** Colour, shape and word of a severity. */
export function SeverityMark({ name, rank, big = false, past = false }: SeverityProps) {
  const all = useQuery(respondSettings).data?.severities ?? [];
  const label = all.find((one) => one.name === name)?.label ?? name;
  const ranks = all.map((one) => one.rank);
  return <Mark tone={severityTone(rank, ranks)} word={label} big={big} past={past} />;
}

export function useStatusLabel(): (name: string) => string {
  const all = useQuery(respondSettings).data?.statuses ?? [];
  return (name) => all.find((one) => one.name === name)?.label ?? name;
}

/** Nothing while it is well; an alarm that says so where nobody commands an open incident. */
export function Commander({ name, open }: { name: string | null; open: boolean }) {
  if (name !== null) return <span>{words.commandedBy(name)}</span>;
  if (!open) return null;
  return <Mark tone="critical" word={words.noCommander} />;
}

/** How well the response is led: nothing to see while it is. */
export function HealthMark({ level }: { level: IncidentRow['health'] }) {
  if (level === 'ok') return null;
  return <Mark tone={level === 'red' ? 'error' : 'warning'} word={words.health[level]} />;
}
