import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Shape } from '../../ui/mark.tsx';
import { openIncidents } from '../queries.ts';
import { words } from './messages.ts';

/** On the screen of a service: what is open there, and that changes wait (R76). Nothing while all is well. */
export function Freeze({ service }: { service: string }) {
  const items = useQuery(openIncidents).data?.items ?? [];
  const open = items.filter((one) => one.kind === 'real' && one.services.includes(service));
  if (open.length === 0) return null;
  return (
    <div className="space-y-1 rounded-lg bg-warning-soft px-4 py-3 text-sm">
      <p className="flex items-center gap-3 font-semibold">
        <Shape tone="warning" size={16} />
        {words.frozen}
      </p>
      <ul>
        {open.map((one) => (
          <li key={one.id} className="wrap-anywhere">
            <Go to={paths.incident(one.ref)} className="underline underline-offset-2">
              {one.ref} {one.title}
            </Go>
          </li>
        ))}
      </ul>
    </div>
  );
}
