import type { Maintenance } from '@muster/contract/detect/maintenances';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Shape } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './banner-messages.ts';
import { isRoomTime } from './near.ts';
import { openMaintenance } from './open-query.ts';

/** What runs now, of a service or of all of them: one line each. Nothing while nothing does. */
export function RunningMaintenance({ service }: { service?: string }) {
  const items = useQuery(openMaintenance).data?.items ?? [];
  const running = items.filter(
    (one) => one.state === 'running' && (service === undefined || one.services.includes(service)),
  );
  return <Lines items={running} hasServices={service === undefined} />;
}

/** On the home screen, with what goes on: what runs, and a major change that is about to begin (P31). */
export function MaintenanceNow({ items, now }: { items: readonly Maintenance[]; now: number }) {
  return (
    <Section title={words.title} quiet>
      <Lines items={items} hasServices roomsAt={now} />
    </Section>
  );
}

interface Props {
  items: readonly Maintenance[];
  hasServices: boolean;
  /** Proposes rooms, as of this moment; without it none are. */
  roomsAt?: number;
}

function Lines({ items, hasServices, roomsAt }: Props) {
  if (items.length === 0) return null;
  return (
    <ul className="space-y-2 rounded-lg bg-info-soft px-4 py-3 text-sm">
      {items.map((one) => (
        <li key={one.id} className="flex items-baseline gap-3">
          <span className="translate-y-0.5">
            <Shape tone="info" size={16} />
          </span>
          <span className="min-w-0 space-x-1 wrap-anywhere">
            <Go to={paths.maintenance()} className="font-medium underline underline-offset-2">
              {one.title}
            </Go>
            {hasServices && <span>({one.services.join(', ')})</span>}
            <When one={one} />
            {roomsAt !== undefined && isRoomTime(one, roomsAt) && <Room one={one} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function When({ one: { state, window } }: { one: Maintenance }) {
  if (window === null) return null;
  return state === 'running' ? (
    <span>
      {words.banner.running} <At at={window.end} />.
    </span>
  ) : (
    <span>
      {words.banner.begins} <At at={window.start} />.
    </span>
  );
}

function Room({ one }: { one: Maintenance }) {
  const [service] = one.services;
  return (
    <Go
      to={paths.declare({ title: one.title, ...(service === undefined ? {} : { service }) })}
      className="inline-block underline underline-offset-2"
    >
      {words.banner.room}
    </Go>
  );
}
