import { cyclesOf } from '@muster/contract/respond/reopening';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Go } from '../../ui/go.tsx';
import { Section } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { LateEdits } from '../details/late-edits.tsx';
import { words as details } from '../details/messages.ts';
import type { PanelProps } from '../panel.ts';
import { respondSettings } from '../queries.ts';
import { words } from './messages.ts';

const DetailsDialog = lazy(() =>
  import('../details/details-dialog.tsx').then((file) => ({ default: file.DetailsDialog })),
);

/** What belongs to it and changes seldom: services, kind, moments, links, its own fields. */
export function About({ incident, readOnly }: PanelProps) {
  const [editing, setEditing] = useState(false);
  const { services, pages, absorbed } = incident;
  const links = incident.links.filter((one) => one.kind === 'alert' || one.kind === 'report');
  return (
    <Section
      title={words.about.title}
      beside={
        !readOnly && (
          <Button size="small" onClick={() => setEditing(true)} aria-haspopup="dialog">
            {details.edit}
          </Button>
        )
      }
    >
      <dl className="space-y-2 text-sm">
        {services.length > 0 && (
          <Fact name={words.about.services}>
            {services.map((one) => (
              <Go key={one} to={paths.service(one)} className="mr-3 underline underline-offset-2">
                {one}
              </Go>
            ))}
          </Fact>
        )}
        <Nature incident={incident} />
        <Moments incident={incident} />
        {pages.length > 0 && (
          <Fact name={words.about.pages}>
            {pages.map((one, at) => (
              <Go key={one} to={paths.page(one)} className="mr-3 underline underline-offset-2">
                {words.about.page(at + 1)}
              </Go>
            ))}
          </Fact>
        )}
        {absorbed.length > 0 && (
          <Fact name={words.about.absorbed}>
            {absorbed.map((one) => (
              <Go key={one} to={paths.incident(one)} className="mr-3 underline underline-offset-2">
                {one}
              </Go>
            ))}
          </Fact>
        )}
        {links.length > 0 && (
          <Fact name={words.about.links}>
            {links.map((one) => (
              <span key={one.id} className="block">
                <LinkTo to={one.to} label={one.label || one.to} kind={one.kind} />
              </span>
            ))}
          </Fact>
        )}
        <Exceptions incident={incident} />
        {incident.lateEdits && (
          <Fact name={details.late}>
            <LateEdits edits={incident.lateEdits} />
          </Fact>
        )}
      </dl>
      {editing && (
        <Suspense fallback={null}>
          <DetailsDialog incident={incident} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Section>
  );
}

type Shown = Pick<PanelProps, 'incident'>;

/** Its kind, how it was noticed, what harm it does, and what its kind asks for. */
function Nature({ incident: { type, source, consequences, fields } }: Shown) {
  const kind = useQuery(respondSettings).data?.types.find((one) => one.name === type);
  const label = (name: string) => kind?.fields.find((one) => one.name === name)?.label ?? name;
  return (
    <>
      <Fact name={words.about.kind}>{kind?.label ?? type}</Fact>
      {source && <Fact name={details.source}>{details.sources[source]}</Fact>}
      {consequences.length > 0 && (
        <Fact name={details.consequences}>{consequences.map((one) => details.harms[one]).join(', ')}</Fact>
      )}
      {Object.entries(fields)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <Fact key={name} name={label(name)}>
            {value}
          </Fact>
        ))}
    </>
  );
}

function Moments({ incident }: Shown) {
  const { times, stated } = incident;
  const cycles = cyclesOf(incident);
  return (
    <Fact name={words.about.times}>
      {Object.entries(times)
        .sort(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([name, at]) => (
          <span key={name} className="block">
            {words.about.momentNames[name] ?? name}: <Dated at={at} />
            {name === 'resolved' && cycles > 1 && (
              <span className="text-quiet"> {words.about.cycles(cycles)}</span>
            )}
            {stated[name] && stated[name].source !== 'stated' && (
              <span className="block pl-3 text-xs text-quiet">
                {details.bySource(stated[name].source, details.confidence[stated[name].confidence])}
              </span>
            )}
          </span>
        ))}
    </Fact>
  );
}

/** Closed all the same: it stays in sight what was missing, and why. */
function Exceptions({ incident: { exceptions } }: Shown) {
  return exceptions.map(({ at, missing, reason, by }) => (
    <Fact key={at} name={details.exception}>
      {missing.join('; ')}
      <span className="block text-quiet">{details.exceptionWhy(by.name, reason)}</span>
    </Fact>
  ));
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs font-medium text-quiet">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** Only addresses of the web leave; an incident is shown here; anything else is text. */
function LinkTo({ to, label, kind }: { to: string; label: string; kind: string }) {
  if (kind === 'incident')
    return (
      <Go to={paths.incident(to)} className="underline underline-offset-2">
        {label}
      </Go>
    );
  if (!/^https?:\/\//.test(to)) return label;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer" className="underline underline-offset-2">
      {label}
    </a>
  );
}
