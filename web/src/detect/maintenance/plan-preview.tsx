import type { MaintenancePlan, MaintenancePreview } from '@muster/contract/detect/maintenances';
import { useQuery } from '@tanstack/react-query';
import { Stretch } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { preview } from './queries.ts';

/** What the plan would silence, as it is written. What cannot be yet is said beside its field when it is sent. */
export function PlanPreview({ plan }: { plan: MaintenancePlan }) {
  const { services, timeZone, start, end, repeats = null, lastDay = null } = plan;
  const isWhole = services.length > 0 && start !== '' && end !== '' && timeZone !== '';
  const asked = useQuery({
    ...preview({ services, timeZone, start, end, repeats, lastDay }),
    enabled: isWhole,
  });
  return (
    <section aria-live="polite" className="space-y-2 rounded-lg bg-sunken p-3 text-sm">
      <h3 className="font-medium">{words.preview.title}</h3>
      {asked.data && isWhole && !asked.isError ? (
        <Told preview={asked.data} />
      ) : (
        <p className="text-quiet">{words.preview.wait}</p>
      )}
    </section>
  );
}

function Told({ preview: told }: { preview: MaintenancePreview }) {
  const open = told.services.reduce((sum, one) => sum + one.openAlerts, 0);
  return (
    <>
      <ul className="figures space-y-0.5">
        {told.windows.slice(0, 3).map((one) => (
          <li key={one.start}>
            <Stretch {...one} />
          </li>
        ))}
      </ul>
      <ul className="space-y-0.5">
        {told.services.map((one) => (
          <li key={one.name} className="wrap-anywhere">
            {one.name}: {one.policy ?? words.preview.noPolicy}
          </li>
        ))}
      </ul>
      <p>{words.preview.alerts(open)}</p>
      {told.alerts.length > 0 && (
        <ul className="max-h-32 space-y-0.5 overflow-y-auto text-quiet">
          {told.alerts.map((one) => (
            <li key={one.id} className="wrap-anywhere">
              {one.service}: {one.title}
            </li>
          ))}
        </ul>
      )}
      {told.dependants.length > 0 && <p>{words.preview.dependants(told.dependants.join(', '))}</p>}
      {told.overlaps.length > 0 && (
        <p className="wrap-anywhere text-warning">
          {words.preview.overlaps(told.overlaps.map((one) => one.title).join(', '))}
        </p>
      )}
      {told.clockChanges.map((one) => (
        <p key={one} className="text-warning">
          {one}
        </p>
      ))}
    </>
  );
}
