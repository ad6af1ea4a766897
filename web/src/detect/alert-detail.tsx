import type { Alert } from '@muster/contract/detect/alerts';
import { statedGap } from '@muster/contract/detect/stated-time';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Mark, softOf } from '../ui/mark.tsx';
import { Section } from '../ui/section.tsx';
import { Ago, At, Sentence } from '../ui/time.tsx';
import { toneOf } from './alert-rows.tsx';
import { words } from './messages.ts';

/** One alert: what its sender says, and why it went where it went. */
export function AlertDetail({ alert }: { alert: Alert & { why: string } }) {
  return (
    <div className="space-y-6">
      <header className={`-mx-4 -mt-4 px-4 py-4 sm:mx-0 sm:mt-0 sm:rounded-xl ${softOf[toneOf(alert)]}`}>
        <p className="flex flex-wrap items-baseline gap-x-4">
          <Mark
            tone={toneOf(alert)}
            word={`${words.severity[alert.severity]}, ${words.state[alert.state]}`}
            big
          />
          <span className="text-sm">
            <Ago at={alert.startsAt} />
          </span>
        </p>
        <h1 className="mt-2">{alert.title}</h1>
        {alert.description && <p className="mt-2 text-sm whitespace-pre-wrap">{alert.description}</p>}
      </header>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <Section title={words.detail.why}>
          <p className="text-sm">
            <Sentence text={alert.why} />
          </p>
          {alert.maintenance && (
            <p className="mt-2 text-sm wrap-anywhere">
              {words.detail.maintenance}{' '}
              <Go to={paths.maintenance()} className="underline underline-offset-2">
                {alert.maintenance.title}
              </Go>
            </p>
          )}
          <p className="mt-2 text-sm">
            {alert.page ? (
              <Go to={paths.page(alert.page)} className={buttonClass()}>
                {words.detail.page}
              </Go>
            ) : (
              <span className="text-quiet">{words.detail.noPage}</span>
            )}
          </p>
        </Section>
        <Links links={alert.links} />
        <Labels labels={alert.labels} />
        <Facts alert={alert} />
        {Object.keys(alert.annotations).length > 0 && (
          <Section title={words.detail.notes}>
            <dl className="space-y-2 text-sm">
              {Object.entries(alert.annotations).map(([name, text]) => (
                <Fact key={name} name={name}>
                  <span className="whitespace-pre-wrap">{text}</span>
                </Fact>
              ))}
            </dl>
          </Section>
        )}
      </div>
    </div>
  );
}

/** Labels filter the list: the next question is nearly always "where else?". */
function Labels({ labels }: { labels: Record<string, string> }) {
  const all = Object.entries(labels);
  return (
    <Section title={words.detail.labels}>
      {all.length === 0 && <p className="text-sm text-quiet">{words.detail.noLabels}</p>}
      <ul className="flex flex-wrap gap-1.5">
        {all.map(([name, value]) => (
          <li key={name}>
            <Go
              to={paths.alerts({ label: `${name}=${value}` })}
              title={words.detail.filterBy(`${name}=${value}`)}
              className="inline-flex items-center rounded border border-line bg-raised px-2 py-1 font-mono text-xs break-all hover:bg-sunken pointer-coarse:min-h-11"
            >
              <span className="text-quiet">{name}=</span>
              {value}
            </Go>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Links({ links }: { links: Alert['links'] }) {
  const safe = links.filter((link) => /^https?:\/\//i.test(link.href));
  if (safe.length === 0) return null;
  return (
    <Section title={words.detail.links}>
      <ul className="space-y-1 text-sm">
        {safe.map((link) => (
          <li key={link.href}>
            <a
              href={link.href}
              target="_blank"
              rel="noopener noreferrer"
              className="text-accent underline underline-offset-2"
            >
              {link.text || link.href}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Facts({ alert }: { alert: Alert }) {
  return (
    <Section title={words.detail.facts}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm">
        <Fact name={words.detail.service}>
          <Go to={paths.service(alert.service)} className="underline underline-offset-2">
            {alert.service}
          </Go>
        </Fact>
        <Fact name={words.detail.from}>{alert.integration}</Fact>
        <Fact name={words.detail.first}>
          <At at={alert.firstAt} />
        </Fact>
        <Stated alert={alert} />
        {alert.endsAt && (
          <Fact name={words.detail.ends}>
            <At at={alert.endsAt} />
          </Fact>
        )}
        <Fact name={words.detail.last}>
          <At at={alert.lastAt} />
        </Fact>
        <Fact name={words.detail.count}>{words.list.timesLong(alert.count)}</Fact>
        <Fact name={words.detail.key}>
          <code className="break-all">{alert.dedupKey}</code>
        </Fact>
      </dl>
    </Section>
  );
}

/** What its sender says of its beginning, by a clock that may not be ours. */
function Stated({ alert }: { alert: Alert }) {
  const gap = statedGap(alert);
  return (
    <Fact name={words.detail.starts}>
      <At at={alert.startsAt} />
      {gap !== null && <span className="block text-xs text-quiet">{words.detail.gap(gap)}</span>}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
