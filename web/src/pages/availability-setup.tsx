import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { AvailabilityForm } from '../measure/availability-form.tsx';
import { words } from '../measure/availability-words.ts';
import { availabilityRule } from '../measure/queries.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** What counts as lost; everybody who reads figures may look, administrators change it. */
export function AvailabilitySetupScreen() {
  useTitle(words.title);
  const stored = useQuery(availabilityRule);
  const names = useQuery(services).data?.map((one) => one.name) ?? [];
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={stored} rows={5}>
        {(rule) => <AvailabilityForm key={rule.version} stored={rule} services={names} />}
      </QueryView>
    </>
  );
}
