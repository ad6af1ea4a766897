import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { words } from '../health/messages.ts';
import { Canary, Checks, Findings, Nodes, Verdict, Ways } from '../health/panels.tsx';
import { health } from '../health/queries.ts';
import { Care } from '../oncall/care.tsx';
import { coverage } from '../oncall/queries.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Whether pages leave as they should: what the auditor found, mended and told. */
export function HealthScreen() {
  useTitle(words.title);
  const onCall = useQuery(coverage);
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={useQuery(health)} rows={5}>
        {({ lastAt, open, ended, nodes, checks, alarmWays, beats, canary }) => (
          <>
            {lastAt === null ? (
              <div className="mb-6">
                <Empty title={words.none}>
                  <p>{words.noneText}</p>
                </Empty>
              </div>
            ) : (
              <Verdict lastAt={lastAt} open={open} />
            )}
            <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
              <div className="min-w-0 space-y-8">
                <Findings title={words.open} none={words.openNone} findings={open} />
                <QueryView query={onCall} rows={1}>
                  {(answer) => <Care coverage={answer} />}
                </QueryView>
                <Findings title={words.ended} none={words.endedNone} findings={ended} />
              </div>
              <div className="min-w-0 space-y-8">
                <Canary canary={canary} />
                <Ways alarmWays={alarmWays} beats={beats} />
                {nodes.length > 0 && <Nodes nodes={nodes} />}
                <Checks checks={checks} />
              </div>
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}
