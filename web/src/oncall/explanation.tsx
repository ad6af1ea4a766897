import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { At } from '../ui/time.tsx';
import { words } from './messages.ts';
import { explanationOf } from './queries.ts';

/** Every decision about the page in order of time, in sentences. History is grey. */
export function Explanation({ id }: { id: string }) {
  return (
    <Section title={words.why}>
      <QueryView query={useQuery(explanationOf(id))}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="text-sm text-quiet">{words.whyNone}</p>
          ) : (
            <ol className="border-l-2 border-line">
              {entries.map((entry, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the record is append-only, so its order is its identity.
                <li key={at} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 py-1 pl-3 text-sm">
                  <span className="text-quiet">
                    <At at={entry.at} />
                  </span>
                  <span>{entry.text}</span>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
  );
}
