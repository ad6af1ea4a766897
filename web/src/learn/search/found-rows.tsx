import type { Found } from '@muster/contract/learn/search';
import { Go } from '../../ui/go.tsx';
import { Rows } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { placeOf } from './queries.ts';

/** What was found, each with the place at which the words stand. */
export function FoundRows({ items }: { items: readonly Found[] }) {
  return (
    <Rows label={words.title}>
      {items.map((one) => (
        <li key={`${one.kind} ${one.subject} ${one.snippet.map(({ text }) => text).join('')}`}>
          <Go to={placeOf(one)} className="block px-3 py-3 -outline-offset-2 hover:bg-sunken">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span dir="auto" className="min-w-0 font-medium wrap-anywhere">
                {one.title}
              </span>
              <span className="text-xs text-quiet">
                {words.one[one.kind]}
                {one.ref !== '' && one.ref !== one.title && ` · ${one.ref}`}
                {one.at !== null && (
                  <>
                    {' · '}
                    <Dated at={one.at} />
                  </>
                )}
              </span>
            </span>
            {one.snippet.length > 0 && (
              <span dir="auto" className="mt-0.5 block text-sm text-quiet wrap-anywhere">
                <Snippet parts={one.snippet} />
              </span>
            )}
          </Go>
        </li>
      ))}
    </Rows>
  );
}

/** The words that were found are marked; where each part begins tells it from the others. */
function Snippet({ parts }: { parts: Found['snippet'] }) {
  let at = 0;
  return parts.map(({ text, hit }) => {
    const start = at;
    at += text.length;
    if (!hit) return text;
    return (
      <mark key={start} className="rounded-sm bg-accent-soft px-0.5 font-medium text-text">
        {text}
      </mark>
    );
  });
}
