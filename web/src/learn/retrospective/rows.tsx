import type { RetrospectiveRow } from '@muster/contract/learn/retrospectives';
import { Go } from '../../ui/go.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Rows } from '../../ui/section.tsx';
import { Ago, Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { pathOf } from './path-of.ts';

const tones: Record<RetrospectiveRow['state'], Tone> = {
  draft: 'quiet',
  'in-review': 'info',
  reviewed: 'info',
  published: 'ok',
};

export function RetrospectiveRows({ items }: { items: readonly RetrospectiveRow[] }) {
  return (
    <Rows label={words.list}>
      {items.map((one) => (
        <li key={one.id}>
          <Go
            to={pathOf(one)}
            data-row
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-3 py-2.5 -outline-offset-2 hover:bg-sunken"
          >
            <span className="min-w-0">
              <span className="block font-medium wrap-anywhere">{one.title}</span>
              <span className="flex flex-wrap gap-x-3 text-sm text-quiet">
                <span>{one.ref ?? words.kinds[one.kind]}</span>
                {one.severity !== null && <span>{one.severity}</span>}
                <span>{words.depths[one.depth]}</span>
                {one.owner !== null && <span>{one.owner}</span>}
                {one.services.length > 0 && <span>{one.services.join(', ')}</span>}
                {one.private && <span>{words.private}</span>}
              </span>
            </span>
            <span className="text-right text-sm text-quiet">
              <Mark tone={tones[one.state]} word={words.states[one.state]} />
              <When one={one} />
            </span>
          </Go>
        </li>
      ))}
    </Rows>
  );
}

function When({ one }: { one: RetrospectiveRow }) {
  if (one.publishedAt)
    return (
      <span className="block">
        <Ago at={one.publishedAt} />
      </span>
    );
  if (one.overdue)
    return (
      <span className="block">
        <Mark tone="warning" word={words.overdue} />
      </span>
    );
  if (!one.publishDueAt) return null;
  return (
    <span className="block">
      {words.dueBy} <Dated at={one.publishDueAt} />
    </span>
  );
}
