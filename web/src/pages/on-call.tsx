import { useQuery } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { useIsReader } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { words as load } from '../measure/messages.ts';
import { Care } from '../oncall/care.tsx';
import { words as cover } from '../oncall/cover-messages.ts';
import { words as oncall } from '../oncall/messages.ts';
import { OnCallNow } from '../oncall/on-call-now.tsx';
import { PolicyRows } from '../oncall/policy-rows.tsx';
import { coverage, onCallNow, policies } from '../oncall/queries.ts';
import { words as readiness } from '../oncall/readiness-messages.ts';
import { words as rota } from '../oncall/rota-messages.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { words } from './messages.ts';

/** Every schedule with who has it now; what needs care; the policies. */
export function OnCallScreen() {
  useTitle(words.onCall.title);
  useRowKeys();
  return (
    <>
      <Head title={words.onCall.title} about={words.onCall.about}>
        <Go to={paths.cover} className={buttonClass()}>
          {cover.open}
        </Go>
        {useIsReader() && (
          <Go to={paths.readiness} className={buttonClass()}>
            {readiness.title}
          </Go>
        )}
        <Go to={paths.load()} className={buttonClass()}>
          {load.open}
        </Go>
        <Go to={paths.wall} className={buttonClass()}>
          {rota.wall.link}
        </Go>
        <Go to={paths.newSchedule} className={buttonClass()}>
          {rota.fresh}
        </Go>
        <Go to={paths.reachMe} className={buttonClass()}>
          {oncall.reach.title}
        </Go>
      </Head>
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
        <Section title={oncall.now.onCall}>
          <QueryView query={useQuery(onCallNow)}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={oncall.now.noSchedule}>
                  <p>{oncall.now.noScheduleText}</p>
                  <Go to={paths.organisation} className={buttonClass('plain', 'small')}>
                    {words.setup.writeFile}
                  </Go>
                </Empty>
              ) : (
                <OnCallNow schedules={items} ahead />
              )
            }
          </QueryView>
        </Section>
        <div className="space-y-8">
          <QueryView query={useQuery(coverage)} rows={1}>
            {(answer) => <Care coverage={answer} />}
          </QueryView>
          <Policies />
        </div>
      </div>
    </>
  );
}

function Policies() {
  return (
    <Section
      title={words.onCall.policies}
      beside={
        <Go to={paths.policies} className="text-sm text-accent underline">
          {words.onCall.allPolicies}
        </Go>
      }
    >
      <QueryView query={useQuery(policies)} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.onCall.noPolicies}</p>
          ) : (
            <PolicyRows policies={items} />
          )
        }
      </QueryView>
    </Section>
  );
}
