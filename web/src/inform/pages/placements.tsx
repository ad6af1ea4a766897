import type { Placement } from '@muster/contract/inform/status-pages';
import { useQuery } from '@tanstack/react-query';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { words } from './messages.ts';
import { placementsOf } from './queries.ts';

/** Below a piece of news that was sent: the pages where it stands, each with how it stands there. */
export function Placements({ incident, update }: { incident: string; update: string }) {
  const { data } = useQuery(placementsOf(incident));
  const places = data?.items.filter((one) => one.update === update) ?? [];
  if (places.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1" aria-label={words.placed.title}>
      {places.map((one) => (
        <li key={one.page} className="flex flex-wrap items-baseline gap-x-2">
          <Mark {...standing(one)} />
          <a href={one.url} target="_blank" rel="noreferrer" className="underline wrap-anywhere">
            {one.title}
          </a>
        </li>
      ))}
    </ul>
  );
}

function standing({ stands, retractedAt, problem }: Placement): { tone: Tone; word: string } {
  if (stands === 'refused') return { tone: 'quiet', word: words.placed.refused };
  if (stands === 'waiting') return { tone: 'warning', word: words.placed.waiting };
  if (retractedAt !== null) return { tone: 'quiet', word: words.placed.takenBack };
  if (problem !== null) return { tone: 'error', word: words.placed.old };
  return { tone: 'ok', word: words.placed.shown };
}
