import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { services } from '../catalog/queries.ts';
import { IntegrationHelp } from '../detect/integration-detail.tsx';
import { IntegrationForm, type Made } from '../detect/integration-form.tsx';
import { integrations } from '../detect/queries.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { words } from './messages.ts';

/** Makes a door and stays until something has come through it. */
export function SetUpIntegration() {
  const [made, setMade] = useState<Made>();
  const all = useQuery(services);
  const known = useQuery(integrations).data?.items ?? [];
  const integration = known.find((one) => one.name === made?.name);
  if (made && integration) return <IntegrationHelp integration={integration} secret={made.key} />;
  return (
    <QueryView query={all} rows={2}>
      {(every) =>
        every.length === 0 ? (
          <div className="space-y-3 text-sm">
            <p>{words.setup.needsService}</p>
            <Go to={paths.organisation} className={buttonClass()}>
              {words.setup.writeFile}
            </Go>
          </div>
        ) : (
          <IntegrationForm services={every.map((one) => one.name)} onMade={setMade} />
        )
      }
    </QueryView>
  );
}
