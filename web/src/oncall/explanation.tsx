import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { At, Sentence } from '../ui/time.tsx';
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
              {entries.map((entry) => (
                <li
                  key={`${entry.at} ${entry.code} ${entry.text}`}
                  className="grid grid-cols-[minmax(3.5rem,max-content)_minmax(0,1fr)] gap-x-3 py-1 pl-3 text-sm"
                >
                  <span className="text-quiet">
                    <At at={entry.at} />
                  </span>
                  <span>
                    <Sentence text={entry.text} />
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
  );
}
