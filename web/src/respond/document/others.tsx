import type { Present } from '@muster/contract/platform/live-document';
import { words } from './messages.ts';
import { tintOf } from './tints.ts';

const mostShown = 6;

/** Who else is in the document, each person once. */
export function Others({ people }: { people: readonly Present[] }) {
  const names = [...new Set(people.map(({ person }) => person))];
  if (names.length === 0) return null;
  return (
    <ul aria-label={words.people(names.length)} className="flex min-w-0 flex-wrap gap-x-3 gap-y-1 text-sm">
      {names.slice(0, mostShown).map((name) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={`doc-dot doc-tint-${tintOf(name)} size-2 rounded-full`} />
          {name}
        </li>
      ))}
      {names.length > mostShown && <li className="text-quiet">{words.more(names.length - mostShown)}</li>}
    </ul>
  );
}
