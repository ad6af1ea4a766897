import { lazy, Suspense, useState } from 'react';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Go } from '../../ui/go.tsx';
import { useWide } from '../../ui/narrow.ts';
import { Head, Section } from '../../ui/section.tsx';
import { Loading } from '../../ui/states.tsx';
import { Scorecard } from '../scorecard/scorecard.tsx';
import { Accounts } from './accounts.tsx';
import { Comments } from './comments.tsx';
import { Factors } from './factors.tsx';
import { words } from './messages.ts';
import { Numbers } from './numbers.tsx';
import type { Edited, Papers, PartProps } from './panel.ts';
import { RecordPanel } from './record.tsx';
import { Signal } from './signal.tsx';
import { Steps } from './steps.tsx';
import { Timeline } from './timeline.tsx';
import { WrittenCopy } from './written-copy.tsx';

const Checks = lazy(() => import('./checks.tsx').then((file) => ({ default: file.Checks })));

/** The whole of one: what the record tells, what people write together, and what they look at before others see it. */
export function RetrospectiveBody({
  one,
  edited,
  Writing,
  Reading,
}: Pick<PartProps, 'one'> & Papers & Edited) {
  const mayWrite = useWhyNotRespond() === undefined;
  const readOnly = !mayWrite || one.state === 'reviewed' || one.state === 'published';
  const props = { one, readOnly };
  const isWide = useWide();
  const [text, setText] = useState('');
  const checks = !readOnly && (
    <Suspense fallback={null}>
      <Checks {...props} text={text} />
    </Suspense>
  );
  return (
    <div data-wide>
      <Head title={one.title} about={<About one={one} />}>
        {one.ref !== null && (
          <Go to={paths.incident(one.ref)} className={buttonClass()}>
            {words.toIncident}
          </Go>
        )}
        {one.state === 'published' && (
          <Go to={paths.publishedReport(one.id)} className={buttonClass()}>
            {words.toReport}
          </Go>
        )}
        <Go to={paths.followUps({ retrospective: one.id })} className={buttonClass()}>
          {words.followUps}
        </Go>
      </Head>
      <div className="space-y-8">
        <Steps {...props} />
        <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1.7fr)_minmax(18rem,1fr)]">
          <div className="min-w-0 space-y-8">
            {readOnly ? (
              <WrittenCopy one={one} Reading={Reading} />
            ) : (
              <Suspense fallback={<Loading rows={6} />}>
                <Writing id={one.id} onText={setText} />
              </Suspense>
            )}
            {!isWide && checks}
            <Factors {...props} />
            <Scorecard {...props} />
            <Timeline {...props} />
          </div>
          <div className="min-w-0 space-y-8">
            {isWide && checks}
            <Numbers {...props} />
            <Signal {...props} />
            <RecordPanel {...props} />
            {edited}
            <Accounts one={one} />
            <Comments one={one} />
            {!readOnly && <Guide />}
          </div>
        </div>
      </div>
    </div>
  );
}

function About({ one }: Pick<PartProps, 'one'>) {
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      <span>{one.ref ?? words.kinds[one.kind]}</span>
      <span>{words.depths[one.depth]}</span>
      {one.severity !== null && <span>{one.severity}</span>}
      {one.services.length > 0 && <span>{one.services.join(', ')}</span>}
      {one.private && <span>{words.private}</span>}
      {one.authors.length > 0 && (
        <span>
          {words.authors} {one.authors.join(', ')}
        </span>
      )}
    </span>
  );
}

function Guide() {
  return (
    <Section title={words.guide} quiet>
      <details className="rounded-lg border border-line bg-raised text-sm">
        <summary className="flex min-h-11 cursor-pointer items-center px-3 font-medium hover:bg-sunken">
          {words.questions}
        </summary>
        <ol className="list-decimal space-y-2 px-3 pb-3 pl-8">
          {words.guideLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </details>
    </Section>
  );
}
