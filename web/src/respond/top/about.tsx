import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Section } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';

/** What belongs to it and changes seldom: services, moments, links, its own fields. */
export function About({ incident }: PanelProps) {
  const { services, times, pages, absorbed, fields } = incident;
  const links = incident.links.filter((one) => one.kind === 'alert' || one.kind === 'report');
  return (
    <Section title={words.about.title}>
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
        <Fact name={words.about.times}>
          {Object.entries(times)
            .sort(([, a], [, b]) => (a < b ? -1 : 1))
            .map(([name, at]) => (
              <span key={name} className="block">
                {words.about.momentNames[name] ?? name}: <Dated at={at} />
              </span>
            ))}
        </Fact>
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
        {Object.entries(fields).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </Section>
  );
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
