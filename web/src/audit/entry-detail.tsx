import { Fragment, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { localZone } from '../ui/clock.ts';
import { absolute } from '../ui/duration.ts';
import { type Difference, differences, factsOf } from './difference.ts';
import { words } from './messages.ts';
import type { Entry } from './queries.ts';
import { whoOf } from './who.ts';

interface Props {
  entry: Entry;
  onFilter: (change: Record<string, string>) => void;
}

/** All that is known of one entry: what changed, the rest, and the ways to more like it. */
export function EntryDetail({ entry, onFilter }: Props) {
  const changed = differences(entry.detail.before, entry.detail.after);
  return (
    <div className="space-y-4">
      {changed.length > 0 && <Changed changed={changed} />}
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
        {rowsOf(entry).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      <MoreLikeIt entry={entry} onFilter={onFilter} />
    </div>
  );
}

function Changed({ changed }: { changed: Difference[] }) {
  return (
    <section aria-label={words.detail.changed}>
      <h3 className="mb-1 font-medium">{words.detail.changed}</h3>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
        {changed.map(({ field, before, after }) => (
          <Fragment key={field}>
            <dt className="text-quiet">{field || words.detail.changed}</dt>
            <dd className="mb-1 min-w-0 space-y-0.5 break-words whitespace-pre-wrap sm:mb-0">
              {before !== null && (
                <del className="block border-l-2 border-critical pl-2 text-quiet">{before}</del>
              )}
              {after !== null && <ins className="block border-l-2 border-ok pl-2 no-underline">{after}</ins>}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function rowsOf(entry: Entry): [string, ReactNode][] {
  const { at, actor, actorKind, how, address, action, subject, requestId, id, place, hash } = entry;
  const [kind = '', credential] = how.split(':');
  const rows: [string, ReactNode][] = [
    ...factsOf(entry.detail),
    [words.detail.time, absolute(at, localZone)],
    [words.detail.who, actorKind === 'anyone' ? words.stranger : `${actor} (${actorKind})`],
    [words.detail.how, [words.how[kind] ?? kind, credential].filter(Boolean).join(' ')],
    [words.detail.address, address],
    [words.detail.action, <code key="action">{action}</code>],
    [words.detail.subject, subject],
    [words.detail.request, requestId],
    [words.detail.entry, id],
    [words.detail.place, place === null ? words.detail.waits : place],
    [words.detail.hash, hash && <code key="hash">{hash}</code>],
  ];
  return rows.filter(([, value]) => value !== null && value !== '');
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="mb-1 min-w-0 break-words whitespace-pre-wrap sm:mb-0">{children}</dd>
    </>
  );
}

function MoreLikeIt({ entry, onFilter }: Props) {
  const { actor, action, subject, address } = entry;
  const only: [string, Record<string, string>][] = [
    [words.detail.onlyActor(whoOf(entry)), { actor }],
    [words.detail.onlyAction, { action }],
    ...(subject ? [[words.detail.onlySubject, { subject }] satisfies [string, object]] : []),
    ...(address ? [[words.detail.onlyAddress(address), { address }] satisfies [string, object]] : []),
  ];
  return (
    <p className="flex flex-wrap items-center gap-2 text-quiet">
      {words.detail.only}
      {only.map(([name, change]) => (
        <Button key={name} size="small" onClick={() => onFilter(change)}>
          {name}
        </Button>
      ))}
    </p>
  );
}
