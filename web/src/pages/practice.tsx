import { getPractice } from '@muster/contract/measure/maturity';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useTitle } from '../app/title.ts';
import { Areas, Score, Steps } from '../measure/maturity-panel.tsx';
import { words } from '../measure/maturity-words.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

const practice = queryOptions({
  queryKey: ['measures', 'practice'],
  queryFn: ({ signal }) => call(getPractice, { signal }),
});

/** Where we stand: each practice with its figure of this and the last quarter, and what to take up next. */
export function PracticeScreen() {
  useTitle(words.title);
  const check = useQuery(practice);
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={check} rows={8}>
        {({ score, steps, practices }) => (
          <div className="space-y-8">
            <Score score={score} />
            <Steps
              steps={steps}
              hasFigures={practices.some(({ now }) => now.n !== null && now.value !== null)}
            />
            <Areas all={practices} />
          </div>
        )}
      </QueryView>
    </>
  );
}
