import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Loading } from '../../ui/states.tsx';
import { words } from './messages.ts';
import type { Papers, PartProps } from './panel.ts';
import { writtenIn } from './queries.ts';

/** What was written, to read. */
export function WrittenCopy({ one, Reading }: Pick<PartProps, 'one'> & Pick<Papers, 'Reading'>) {
  return (
    <Section title={words.document}>
      <QueryView query={useQuery(writtenIn(one.id))} rows={4}>
        {({ markdown }) => (
          <div className="min-h-24 rounded-lg border border-line bg-raised">
            <Suspense fallback={<Loading rows={3} />}>
              <Reading markdown={markdown} />
            </Suspense>
          </div>
        )}
      </QueryView>
    </Section>
  );
}
