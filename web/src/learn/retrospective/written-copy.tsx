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
        {({ markdown }) => <Copy markdown={markdown} Reading={Reading} />}
      </QueryView>
    </Section>
  );
}

function Copy({ markdown, Reading }: { markdown: string } & Pick<Papers, 'Reading'>) {
  if (markdown === '') return <p className="text-sm text-quiet">{words.noText}</p>;
  return (
    <div className="rounded-lg border border-line bg-raised">
      <Suspense fallback={<Loading rows={3} />}>
        <Reading markdown={markdown} />
      </Suspense>
    </div>
  );
}
