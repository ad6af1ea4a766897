import type { setupSteps } from '@muster/contract/catalog/organisation';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PushPanel } from '../connect/push-panel.tsx';
import { words as oncall } from '../oncall/messages.ts';
import { myContacts } from '../oncall/queries.ts';
import { TestPage } from '../oncall/test-page.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { words } from './messages.ts';
import { SetUpIntegration } from './set-up-integration.tsx';

type Step = AnswerOf<typeof setupSteps>['steps'][number];

/** Five steps, each with its work inside. The first that is not done is open; the others can be opened any time. */
export function FirstSteps({ steps }: { steps: Step[] }) {
  const next = steps.find((one) => !one.done)?.id;
  return (
    <ol className="space-y-3">
      {steps.map((step, at) => (
        <li key={step.id}>
          <details
            open={step.id === next}
            name="first-steps"
            className="group rounded-lg border border-line bg-raised"
          >
            <summary className="disclosure flex min-h-14 items-center gap-3 px-4 py-2">
              <span
                aria-hidden="true"
                className={`figures grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold ${
                  step.done ? 'bg-ok-soft text-ok' : 'bg-accent-soft text-accent'
                }`}
              >
                {step.done ? '✓' : at + 1}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{words.setup.steps[step.id]}</span>
                <span className="block text-sm text-quiet">{step.detail}</span>
              </span>
              <span className={`text-sm font-medium ${step.done ? 'text-ok' : 'text-quiet'}`}>
                {step.done ? words.setup.done : words.setup.todo}
              </span>
            </summary>
            <div className="border-t border-line p-4">{workOf[step.id]}</div>
          </details>
        </li>
      ))}
    </ol>
  );
}

const workOf: Record<Step['id'], ReactNode> = {
  people: (
    <Go to={paths.organisation} className={buttonClass('primary')}>
      {words.setup.writeFile}
    </Go>
  ),
  oncall: (
    <div className="space-y-3 text-sm">
      <p>{words.setup.oncallText}</p>
      <p className="flex flex-wrap gap-2">
        <Go to={paths.organisation} className={buttonClass()}>
          {words.setup.writeFile}
        </Go>
        <Go to={paths.onCall} className={buttonClass()}>
          {words.setup.see}
        </Go>
      </p>
    </div>
  ),
  integration: <SetUpIntegration />,
  contact: <Reach />,
  'test-page': <Ring />,
};

function Reach() {
  const contacts = useQuery(myContacts).data?.contacts ?? [];
  return (
    <div className="space-y-4">
      <PushPanel known={contacts.some((one) => one.kind === 'webpush')} />
      <Go to={paths.reachMe} className={buttonClass()}>
        {oncall.reach.title}
      </Go>
    </div>
  );
}

function Ring() {
  const contacts = useQuery(myContacts).data?.contacts ?? [];
  return <TestPage ready={contacts.length > 0} />;
}
