import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useIsReader } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { services } from '../catalog/queries.ts';
import { IntegrationActs } from '../detect/integration-acts.tsx';
import { Deliveries, IntegrationHelp } from '../detect/integration-detail.tsx';
import { words } from '../detect/messages.ts';
import { integrations } from '../detect/queries.ts';
import { paths } from '../paths.ts';
import { ui } from '../ui/messages.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { freshKey, keepKey } from './fresh-keys.ts';

/** One door: how to reach it, whether somebody has, and its key. */
export function IntegrationScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(name);
  const router = useRouter();
  const isReader = useIsReader();
  const known = useQuery(services);
  const whyNot = useWhyNotEdit();
  const [, setRotated] = useState(0);
  return (
    <QueryView query={useQuery(integrations)} rows={5} title={name}>
      {({ items }) => {
        const integration = items.find((one) => one.name === name);
        if (!integration)
          return (
            <>
              <Head title={name} />
              <Empty title={ui.notFound}>
                <p>{ui.notFoundText}</p>
              </Empty>
            </>
          );
        return (
          <>
            <Head
              title={name}
              about={`${words.integrations.doors[integration.door]} · ${integration.service}`}
            >
              <IntegrationActs
                name={name}
                mayNot={whyNot(known.data?.find((one) => one.name === integration.service)?.team ?? null)}
                onKey={(key) => {
                  keepKey(name, key);
                  setRotated((n) => n + 1);
                }}
                onDeleted={() => router.history.push(paths.integrations)}
              />
            </Head>
            <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
              <IntegrationHelp integration={integration} secret={freshKey(name)} />
              {isReader && <Deliveries name={name} />}
            </div>
          </>
        );
      }}
    </QueryView>
  );
}
