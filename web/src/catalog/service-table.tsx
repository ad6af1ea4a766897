import type { Service } from '@muster/contract/catalog/people';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { words } from './messages.ts';

/** All services to scan. On a phone each is two lines: name and owner, policy and tier. */
export function ServiceTable({ services }: { services: Service[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised text-sm">
      <div
        aria-hidden="true"
        className={`hidden border-b border-line px-3 py-1.5 text-xs text-quiet sm:grid ${columns}`}
      >
        <span>{words.services.name}</span>
        <span>{words.services.team}</span>
        <span>{words.services.policy}</span>
        <span>{words.services.tier}</span>
      </div>
      <ul className="divide-y divide-line">
        {services.map((one) => (
          <li key={one.name}>
            <Go
              to={paths.service(one.name)}
              data-row
              className={`grid items-baseline px-3 py-3 -outline-offset-2 hover:bg-sunken ${columns}`}
            >
              <span className="font-medium">{one.name}</span>
              <span className="text-right text-quiet sm:text-left">{one.team ?? words.services.noTeam}</span>
              {one.policy ? (
                <span className="text-quiet">{one.policy}</span>
              ) : (
                <Mark tone="warning" word={words.services.noPolicy} />
              )}
              <span className="figures text-right text-quiet sm:text-left">
                {one.tier !== null && (
                  <>
                    <span className="sm:sr-only">{words.services.tier} </span>
                    {one.tier}
                  </>
                )}
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </div>
  );
}

const columns =
  'grid-cols-[minmax(0,1fr)_auto] gap-x-4 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.2fr)_4rem]';

/** What is known of one service: owner, policy, tier, neighbours. */
export function ServiceFacts({ service }: { service: Service }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
      <Fact name={words.services.team}>{service.team ?? words.services.noTeam}</Fact>
      <Fact name={words.services.policy}>
        {service.policy ?? <Mark tone="warning" word={words.services.noPolicy} />}
      </Fact>
      <Fact name={words.services.tier}>{service.tier ?? '–'}</Fact>
      <Fact name={words.services.dependsOn}>
        <Names names={service.dependsOn} />
      </Fact>
      <Fact name={words.services.dependents}>
        <Names names={service.dependents} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-quiet">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Names({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="font-normal text-quiet">{words.services.nothing}</span>;
  return names.map((name, at) => (
    <span key={name}>
      {at > 0 && ', '}
      <Go to={paths.service(name)} className="underline underline-offset-2">
        {name}
      </Go>
    </span>
  ));
}
