import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTitle } from '../app/title.ts';
import { words as audit } from '../audit/messages.ts';
import { words as catalog } from '../catalog/messages.ts';
import { firstSteps } from '../catalog/queries.ts';
import { channels } from '../connect/channel-messages.ts';
import { words as deliveries } from '../deliveries/messages.ts';
import { words as detect } from '../detect/messages.ts';
import { words as health } from '../health/messages.ts';
import { words as lists } from '../inform/lists/messages.ts';
import { words as obligations } from '../inform/obligation/setup-messages.ts';
import { words as statusPages } from '../inform/pages/messages.ts';
import { words as followUps } from '../learn/followup/setup-messages.ts';
import { words as triggers } from '../learn/trigger/messages.ts';
import { words as availability } from '../measure/availability-words.ts';
import { words as oncall } from '../oncall/messages.ts';
import { paths } from '../paths.ts';
import { words as history } from '../respond/history/messages.ts';
import { words as respond } from '../respond/settings/messages.ts';
import { Go } from '../ui/go.tsx';
import { Shape } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Rows, Section } from '../ui/section.tsx';
import { FirstSteps } from './first-steps.tsx';
import { words } from './messages.ts';

/** The first run, and the way to everything that is set up once. */
export function SetupScreen() {
  useTitle(words.setup.title);
  const steps = useQuery({ ...firstSteps, refetchInterval: 5000 });
  return (
    <>
      <Head title={words.setup.title} about={words.setup.about} />
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <Section
          title={words.setup.first}
          beside={<span className="text-sm text-quiet">{words.setup.skip}</span>}
        >
          <QueryView query={steps} rows={5}>
            {(answer) => <FirstSteps steps={answer.steps} />}
          </QueryView>
        </Section>
        <div className="space-y-8">
          <Group title={words.setup.groups.called}>
            <Place
              to={paths.integrations}
              name={detect.integrations.title}
              text={words.setup.integrationsText}
            />
            <Place to={paths.people()} name={catalog.people.title} text={words.setup.peopleText} />
            <Place to={paths.teams} name={catalog.teams.title} text={words.setup.teamsText} />
            <Place to={paths.channels} name={channels.title} text={channels.setupText} />
            <Place to={paths.reachMe} name={oncall.reach.title} text={words.setup.reachText} />
          </Group>
          {steps.data && (
            <Section title={words.setup.mail}>
              <p className="flex items-baseline gap-2 text-sm">
                <span className="translate-y-0.5">
                  <Shape tone={steps.data.mail ? 'ok' : 'warning'} />
                </span>
                {steps.data.mail ? words.setup.mailOn : words.setup.mailOff}
              </p>
            </Section>
          )}
        </div>
      </div>
      <div className="mt-8 grid grid-cols-1 items-start gap-8 lg:grid-cols-3">
        <Group title={words.setup.groups.answered}>
          <Place to={paths.respondSetup} name={respond.title} text={respond.setupText} />
          <Place to={paths.audiences} name={lists.title} text={lists.setupText} />
          <Place to={paths.statusPages} name={statusPages.title} text={statusPages.setupText} />
          <Place to={paths.obligationsSetup} name={obligations.title} text={obligations.setupText} />
        </Group>
        <Group title={words.setup.groups.learnt}>
          <Place to={paths.retrospectiveSetup} name={triggers.title} text={triggers.setupText} />
          <Place to={paths.followUpsSetup} name={followUps.title} text={followUps.setupText} />
          <Place to={paths.availabilitySetup} name={availability.title} text={availability.setupText} />
          <Place to={paths.importHistory} name={history.title} text={history.setupText} />
        </Group>
        <Group title={words.setup.groups.muster}>
          <Place
            to={paths.organisation}
            name={catalog.organisation.title}
            text={words.setup.organisationText}
          />
          <Place to={paths.signInSetup} name={words.setup.signIn} text={words.setup.signInText} />
          <Place to={paths.tokens} name={catalog.tokens.title} text={words.setup.tokensText} />
          <Place to={paths.health} name={health.title} text={health.setupText} />
          <Place to={paths.messageLog()} name={deliveries.title} text={deliveries.setupText} />
          <Place to={paths.audit()} name={audit.title} text={audit.setupText} />
        </Group>
      </div>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <Rows label={title}>{children}</Rows>
    </Section>
  );
}

function Place({ to, name, text }: { to: string; name: string; text: string }) {
  return (
    <li>
      <Go to={to} className="block px-3 py-2.5 -outline-offset-2 hover:bg-sunken">
        <span className="block font-medium">{name}</span>
        <span className="text-sm text-quiet">{text}</span>
      </Go>
    </li>
  );
}
