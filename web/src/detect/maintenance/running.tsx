import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Shape } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { openMaintenance } from './queries.ts';

/** What runs now, of a service or of all of them: one line each. Nothing while nothing does. */
export function RunningMaintenance({ service }: { service?: string }) {
  const items = useQuery(openMaintenance).data?.items ?? [];
  const running = items.filter(
    (one) => one.state === 'running' && (service === undefined || one.services.includes(service)),
  );
  if (running.length === 0) return null;
  return (
    <ul className="space-y-1 rounded-lg bg-info-soft px-4 py-3 text-sm">
      {running.map((one) => (
        <li key={one.id} className="flex items-baseline gap-3">
          <span className="translate-y-0.5">
            <Shape tone="info" size={16} />
          </span>
          <span className="min-w-0 wrap-anywhere">
            <Go to={paths.maintenance()} className="font-medium underline underline-offset-2">
              {one.title}
            </Go>
            {service === undefined && ` (${one.services.join(', ')})`}
            {'. '}
            {words.banner.running} {one.window && <At at={one.window.end} />}.
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The same on the home screen, where it stands with what goes on. */
export function MaintenanceNow() {
  const items = useQuery(openMaintenance).data?.items ?? [];
  if (!items.some((one) => one.state === 'running')) return null;
  return (
    <Section title={words.banner.onNow} quiet>
      <RunningMaintenance />
    </Section>
  );
}
