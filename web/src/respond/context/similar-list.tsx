import type { SimilarIncident } from '@muster/contract/respond/similar';
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Rows } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { SeverityMark } from '../marks.tsx';
import { words } from './messages.ts';

const say = words.similar;

/** Each with why it is here, and what helped then. */
export function SimilarList({
  items,
  label,
  below,
}: {
  items: readonly SimilarIncident[];
  label: string;
  below?: ((one: SimilarIncident) => ReactNode) | undefined;
}) {
  return (
    <Rows label={label}>
      {items.map((one) => (
        <li key={one.ref} className="space-y-1 px-3 py-2 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Go to={paths.incident(one.ref)} className="font-medium underline-offset-2 hover:underline">
              {one.ref} <span className="[overflow-wrap:anywhere]">{one.title}</span>
            </Go>
          </p>
          <p className="flex flex-wrap items-baseline gap-x-3 text-xs text-quiet">
            <SeverityMark name={one.severity} rank={one.severityRank} />
            <span>{one.endedAt ? <Dated at={one.endedAt} /> : say.open}</span>
            {one.sharedServices.length > 0 && <span>{say.services(one.sharedServices)}</span>}
            {one.words.length > 0 && <span>{say.words(one.words)}</span>}
          </p>
          {one.helped.length > 0 && (
            <dl className="text-sm">
              <dt className="text-xs font-medium text-quiet">{say.helped}</dt>
              {one.helped.map(({ text, result }) => (
                <dd key={text} className="[overflow-wrap:anywhere]">
                  <span className="text-ok">
                    {result === null ? say.resolved : result === 'partial' ? say.partial : say.worked}:
                  </span>{' '}
                  {text}
                </dd>
              ))}
            </dl>
          )}
          {below?.(one)}
        </li>
      ))}
    </Rows>
  );
}
