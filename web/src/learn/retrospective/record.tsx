import { type RecordLine, redraftRetrospective } from '@muster/contract/learn/retrospectives';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { Ago, Dated } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { useAct } from './queries.ts';

const parts = ['attempts', 'decisions', 'effects', 'communication', 'handoffs', 'later'] as const;

/** What the record told: header, times, attempts, decisions, news, roles. Folded but for the header. */
export function RecordPanel({ one, readOnly }: PartProps) {
  const { record } = one;
  const redraft = useAct(one, () => call(redraftRetrospective, { params: { id: one.id } }));
  if (record.upTo === 0) return null;
  return (
    <Section
      title={words.record}
      beside={
        <span className="flex flex-wrap items-center gap-2 text-sm text-quiet">
          <span>
            {words.recordAt} <Ago at={record.madeAt} />
          </span>
          {!readOnly && (
            <Button
              size="small"
              look="quiet"
              busy={redraft.isPending}
              onClick={() => redraft.mutate(undefined, { onSuccess: () => say(words.redrafted) })}
            >
              {words.redraft}
            </Button>
          )}
        </span>
      }
    >
      <div className="divide-y divide-line rounded-lg border border-line bg-raised">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2 p-3 text-sm sm:grid-cols-4">
          {record.facts.map(({ name, value }) => (
            <div key={name}>
              <dt className="text-xs text-quiet">{words.facts[name] ?? name}</dt>
              <dd className="figures wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
        {parts.map((part) => (
          <Folded key={part} title={words.parts[part]} count={record[part].length}>
            <Lines lines={record[part]} />
          </Folded>
        ))}
        <Folded title={words.times} count={record.times.length}>
          <Pairs
            rows={record.times.map(({ name, at, source }) => ({
              key: `${name} ${at}`,
              name,
              value: <Dated at={at} />,
              beside: source,
            }))}
          />
        </Folded>
        <Folded title={words.roles} count={record.roles.length}>
          <Pairs
            rows={record.roles.map(({ role, person, from }) => ({
              key: `${role} ${person} ${from}`,
              name: role,
              value: person,
              beside: <Dated at={from} />,
            }))}
          />
        </Folded>
        <Folded title={words.bySeverity} count={record.severities.length}>
          <Pairs
            rows={record.severities.map(({ severity, minutes }) => ({
              key: severity,
              name: severity,
              value: words.minutes(minutes),
              beside: '',
            }))}
          />
        </Folded>
      </div>
    </Section>
  );
}

function Folded({ title, count, children }: { title: string; count: number; children: React.ReactNode }) {
  if (count === 0) return null;
  return (
    <details className="group">
      <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 px-3 text-sm font-medium hover:bg-sunken">
        {title} <span className="figures text-quiet">{count}</span>
      </summary>
      <div className="px-3 pb-3">{children}</div>
    </details>
  );
}

function Lines({ lines }: { lines: readonly RecordLine[] }) {
  return (
    <ul className="space-y-2 text-sm">
      {lines.map((line) => (
        <li key={`${line.at} ${line.text}`}>
          <p className="wrap-anywhere">{line.text}</p>
          <p className="text-xs text-quiet">
            <Dated at={line.at} /> {line.by} {line.mark}
          </p>
          {line.notes.map((note) => (
            <p key={note} className="wrap-anywhere text-xs text-quiet">
              {note}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

interface Pair {
  key: string;
  name: string;
  value: React.ReactNode;
  beside: React.ReactNode;
}

function Pairs({ rows }: { rows: readonly Pair[] }) {
  return (
    <dl className="space-y-1 text-sm">
      {rows.map(({ key, name, value, beside }) => (
        <div key={key} className="flex flex-wrap gap-x-3">
          <dt className="min-w-32 text-quiet">{name}</dt>
          <dd className="font-medium">{value}</dd>
          {beside !== '' && <dd className="text-xs text-quiet">{beside}</dd>}
        </div>
      ))}
    </dl>
  );
}
