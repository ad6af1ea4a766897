import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useRowKeys } from '../app/keys.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { services } from '../catalog/queries.ts';
import { Heard } from '../detect/integration-detail.tsx';
import { IntegrationForm } from '../detect/integration-form.tsx';
import { words } from '../detect/messages.ts';
import { integrations } from '../detect/queries.ts';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Rows } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { keepKey } from './fresh-keys.ts';

/** All doors and when each was last heard. */
export function IntegrationsScreen() {
  useTitle(words.integrations.title);
  useRowKeys();
  const router = useRouter();
  const mayNot = useWhyNotRespond();
  const [making, setMaking] = useState(false);
  // Only what this person may lead a sender to.
  const whyNot = useWhyNotEdit();
  const own = useQuery(services).data?.filter((one) => whyNot(one.team) === undefined) ?? [];
  return (
    <>
      <Head title={words.integrations.title} about={words.integrations.about}>
        <Button look="primary" whyNot={mayNot} onClick={() => setMaking(true)}>
          {words.integrations.make}
        </Button>
      </Head>
      <QueryView query={useQuery(integrations)} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.integrations.none}>
              <p>{words.integrations.noneText}</p>
            </Empty>
          ) : (
            <Rows label={words.integrations.title}>
              {items.map((one) => (
                <li key={one.name}>
                  <Go
                    to={paths.integration(one.name)}
                    data-row
                    className="grid items-baseline gap-x-4 gap-y-1 px-3 py-2.5 -outline-offset-2 hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1.2fr)]"
                  >
                    <span className="font-medium">{one.name}</span>
                    <span className="text-sm text-quiet">{words.integrations.doors[one.door]}</span>
                    <span className="text-sm text-quiet">{one.service}</span>
                    {one.lastEventAt ? (
                      <Heard integration={one} />
                    ) : (
                      <span className="text-sm text-quiet">{words.integrations.neverHeard}</span>
                    )}
                  </Go>
                </li>
              ))}
            </Rows>
          )
        }
      </QueryView>
      {making && (
        <Dialog title={words.integrations.make} onClose={() => setMaking(false)}>
          <IntegrationForm
            services={own.map((one) => one.name)}
            onMade={({ name, key }) => {
              keepKey(name, key);
              router.history.push(paths.integration(name));
            }}
          />
        </Dialog>
      )}
    </>
  );
}
