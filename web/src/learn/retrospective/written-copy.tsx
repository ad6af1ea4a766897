import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Loading } from '../../ui/states.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { writtenIn } from './queries.ts';

const ReadOnly = lazy(async () => {
  const { ReadOnly: component } = await import('../../respond/document/read-only.tsx');
  return { default: component };
});

/** What was written, to read. */
export function WrittenCopy({ one }: Pick<PartProps, 'one'>) {
  return (
    <Section title={words.document}>
      <QueryView query={useQuery(writtenIn(one.id))} rows={4}>
        {({ markdown }) => (
          <div className="min-h-24 rounded-lg border border-line bg-raised">
            <Suspense fallback={<Loading rows={3} />}>
              <ReadOnly markdown={markdown} />
            </Suspense>
          </div>
        )}
      </QueryView>
    </Section>
  );
}
