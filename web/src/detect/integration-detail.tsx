import type { listDeliveries, listIntegrations } from '@muster/contract/detect/integrations';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nowMs } from '../ui/clock.ts';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './messages.ts';
import { deliveriesOf } from './queries.ts';
import { snippetsFor, withKey } from './snippets.ts';

export type Integration = AnswerOf<typeof listIntegrations>['items'][number];
type Delivery = AnswerOf<typeof listDeliveries>['items'][number];

/** How a sender reaches its door, and whether it has. */
export function IntegrationHelp({
  integration,
  secret,
}: {
  integration: Integration;
  secret?: string | undefined;
}) {
  const key = secret ?? '<key>';
  const [now] = useState(() => new Date(nowMs()).toISOString());
  const address = withKey(integration.address, key);
  const { curl, config } = snippetsFor(integration.door, { address, key, now });
  return (
    <div className="space-y-3">
      <Heard integration={integration} />
      {secret ? (
        <CopyBlock label={words.integrations.key} text={secret} />
      ) : (
        <p className="text-sm text-quiet">{words.integrations.keyStays}</p>
      )}
      <CopyBlock label={words.integrations.address} text={address} />
      <CopyBlock label={words.integrations.tryIt} text={curl} />
      {config && <CopyBlock label={words.integrations.config} text={config} shaped />}
    </div>
  );
}

/** Changes by itself when the first event comes: the proof that the door works. */
export function Heard({ integration }: { integration: Integration }) {
  return (
    <p aria-live="polite" className="text-sm">
      {integration.lastEventAt ? (
        <span className="flex flex-wrap items-center gap-2">
          <Mark tone="ok" word={words.integrations.heard} />
          <Ago at={integration.lastEventAt} />
        </span>
      ) : (
        <Mark tone="info" word={words.integrations.waiting} />
      )}
    </p>
  );
}

/** The last requests as they came and as they were answered: the place to look when nothing arrives. */
export function Deliveries({ name }: { name: string }) {
  return (
    <Section title={words.integrations.deliveries}>
      <QueryView query={useQuery(deliveriesOf(name))}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.integrations.noDeliveries}</p>
          ) : (
            <Rows label={words.integrations.deliveries}>
              {items.map((one) => (
                <DeliveryRow key={one.id} one={one} />
              ))}
            </Rows>
          )
        }
      </QueryView>
    </Section>
  );
}

function DeliveryRow({ one }: { one: Delivery }) {
  return (
    <li className="px-3 py-1 text-sm">
      <details>
        <summary className="disclosure flex min-h-8 flex-wrap content-center items-baseline gap-x-4 pointer-coarse:min-h-11">
          <Mark tone={one.status < 300 ? 'ok' : 'warning'} word={String(one.status)} />
          <Ago at={one.receivedAt} />
          <span className="text-quiet">{words.integrations.accepted(one.accepted)}</span>
          {one.rejected > 0 && (
            <span className="text-warning">{words.integrations.rejected(one.rejected)}</span>
          )}
          {one.reason && <span className="min-w-0">{one.reason}</span>}
        </summary>
        <div className="my-2">
          <CopyBlock label={words.integrations.raw} text={one.raw} />
        </div>
      </details>
    </li>
  );
}
