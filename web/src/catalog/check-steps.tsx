import type { checkIssuer } from '@muster/contract/catalog/sso';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { Shape } from '../ui/mark.tsx';
import { sso } from './sso-messages.ts';

/** The steps of a test, in words: what was looked at, and what was found. */
export function CheckSteps({ steps }: { steps: AnswerOf<typeof checkIssuer>['steps'] }) {
  return (
    <ol className="space-y-2 text-sm">
      {steps.map(({ step, isOk, text }) => (
        <li key={step} className="flex items-start gap-2">
          <span className="mt-0.5">
            <Shape tone={isOk ? 'ok' : 'critical'} size={16} />
          </span>
          <span className="min-w-0">
            <span className="font-medium">{sso.steps[step]}</span>{' '}
            <span className="sr-only">({isOk ? sso.stepOk : sso.stepNot})</span>{' '}
            <span className="[overflow-wrap:anywhere] text-quiet">{text}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
