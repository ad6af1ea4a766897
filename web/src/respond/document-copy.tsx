import { getDocument } from '@muster/contract/respond/document';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call } from '../app/api.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Loading } from '../ui/states.tsx';
import { words } from './document/messages.ts';

const ReadOnly = lazy(async () => {
  const { ReadOnly: component } = await import('./document/read-only.tsx');
  return { default: component };
});

/** Asked again now and then: no hint tells of edits, of which there are many. */
const documentOf = (ref: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['document', ref, at ?? null],
    queryFn: ({ signal }) =>
      call(getDocument, { params: { ref }, query: at === undefined ? {} : { at }, signal }),
    ...(at === undefined ? { refetchInterval: 15_000 } : {}),
  });

/** The document to read: for whoever does not write it, and as it was at an instant. */
export function DocumentCopy({ incident, at }: { incident: string; at?: string }) {
  const query = useQuery(documentOf(incident, at));
  return (
    <Section title={words.title}>
      <QueryView query={query} rows={4}>
        {({ markdown }) => (
          <div className="min-h-24 rounded-lg border border-line bg-raised">
            {markdown.trim() === '' ? (
              <p className="p-4 text-sm text-quiet">{words.empty}</p>
            ) : (
              <Suspense fallback={<Loading rows={3} />}>
                <ReadOnly markdown={markdown} />
              </Suspense>
            )}
          </div>
        )}
      </QueryView>
    </Section>
  );
}
