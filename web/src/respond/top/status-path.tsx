import type { Incident } from '@muster/contract/respond/incidents';
import type { Status } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { one, useSearchState } from '../../app/search.ts';
import { cx } from '../../ui/class-names.ts';
import { Term } from '../../ui/term.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings } from '../queries.ts';
import { words } from './messages.ts';
import { StatusDialog } from './status-dialog.tsx';

/** Statuses beside the way: an incident leaves it for them, and comes back. */
const aside = ['paused', 'cancelled', 'merged'];

/**
 * The way of an incident as a path (R1): what is behind, where it stands, what lies ahead. Each step is a press away
 * from being the next one, and tells when it is left.
 */
export function StatusPath({ incident, readOnly }: PanelProps) {
  const [search, setSearch] = useSearchState();
  const statuses = useQuery(respondSettings).data?.statuses ?? [];
  const path = wayOf(statuses, incident);
  const here = path.findIndex((status) => status.name === incident.status);
  const exit = path[here]?.exit;
  const asked = one(search.step);
  return (
    <nav aria-label={words.path}>
      <ol className="flex gap-1">
        {path.map((status, at) => (
          <li key={status.name} className={cx('min-w-0', at === here ? 'shrink-0 sm:flex-1' : 'flex-1')}>
            <Step
              status={status}
              place={at < here ? 'behind' : at === here ? 'here' : 'ahead'}
              onPress={readOnly ? undefined : () => setSearch({ step: status.name })}
            />
          </li>
        ))}
      </ol>
      {exit && (
        <p className="mt-1 text-xs text-quiet wrap-anywhere">
          <Term name="status">{words.status}</Term>. {words.exit} {exit}
        </p>
      )}
      {asked !== '' && !readOnly && (
        <StatusDialog
          incident={incident}
          statuses={statuses}
          asked={asked}
          onClose={() => setSearch({ step: undefined })}
        />
      )}
    </nav>
  );
}

/** The statuses of the way in their order; where it stands aside, that status comes last. */
function wayOf(statuses: readonly Status[], incident: Incident): Status[] {
  const way = statuses.filter((one) => !aside.includes(one.category));
  if (way.some((one) => one.name === incident.status)) return way;
  const here = statuses.find((one) => one.name === incident.status);
  return [...way, here ?? { name: incident.status, label: incident.status, category: incident.category }];
}

interface StepProps {
  status: Status;
  place: 'behind' | 'here' | 'ahead';
  onPress: (() => void) | undefined;
}

const bars = { behind: 'bg-accent/45', here: 'bg-accent', ahead: 'bg-line-strong/40' };

/** On a phone only the present step has room for its word; the others keep theirs for readers. */
function Step({ status, place, onPress }: StepProps) {
  const inner = (
    <>
      <span aria-hidden="true" className={cx('block h-1.5 w-full rounded-full', bars[place])} />
      <span
        className={cx(
          'mt-0.5 block w-full truncate text-left text-xs',
          place === 'here' ? 'px-1 font-semibold text-accent sm:px-0' : 'text-quiet max-sm:sr-only',
        )}
      >
        {status.label}
        {place === 'here' && <span className="sr-only">, {words.stands}</span>}
      </span>
    </>
  );
  if (!onPress) return <span aria-current={place === 'here' ? 'step' : undefined}>{inner}</span>;
  return (
    <button
      type="button"
      onClick={onPress}
      title={status.meaning ?? status.label}
      aria-current={place === 'here' ? 'step' : undefined}
      className="flex min-h-8 w-full flex-col justify-start rounded py-1 hover:bg-sunken pointer-coarse:min-h-11"
    >
      {inner}
    </button>
  );
}
