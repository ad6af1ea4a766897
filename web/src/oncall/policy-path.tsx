import type { PathStep, PolicyPath } from '@muster/contract/oncall/policy-path';
import { paths } from '../paths.ts';
import { cx } from '../ui/class-names.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { policyWords as words } from './policy-messages.ts';

/** The policy as a path with times: each step where it comes, and whom it reaches now. */
export function PolicyPathView({ path }: { path: PolicyPath }) {
  return (
    <ol className="relative space-y-0 border-l-2 border-line-strong/60 pl-5">
      <Stop minute={0}>
        <p className="text-sm text-quiet">{words.start}</p>
      </Stop>
      {path.steps.map((step) => (
        <Stop key={step.step} minute={step.after} off={!step.holds}>
          <StepView step={step} />
        </Stop>
      ))}
      <Stop minute={path.minutes} off>
        <p className="text-sm text-quiet">{words.ends(path.repeat, path.minutes)}</p>
      </Stop>
    </ol>
  );
}

function Stop(props: { minute: number; off?: boolean; children: React.ReactNode }) {
  return (
    <li className="relative pb-4 last:pb-0">
      <span
        aria-hidden="true"
        className={cx(
          'absolute top-1 -left-[1.69rem] size-3 rounded-full border-2',
          props.off ? 'border-line-strong bg-surface' : 'border-accent bg-accent',
        )}
      />
      <p className="text-xs font-medium text-quiet tabular-nums">{words.minutes(props.minute)}</p>
      {props.children}
    </li>
  );
}

function StepView({ step }: { step: PathStep }) {
  const nobody = step.targets.every(({ people }) => people.length === 0);
  return (
    <div className="mt-1 rounded-lg border border-line bg-raised p-3 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{words.step(step.step)}</span>
        <span className="text-xs text-quiet">{words.wait(step.escalateAfter)}</span>
      </p>
      {step.assign === 'round-robin' && <p className="text-quiet">{words.ring}</p>}
      <ul className="mt-1 space-y-1">
        {step.targets.map((target, index) => (
          <li key={`${target.kind} ${target.name}`} className="flex flex-wrap items-baseline gap-x-2">
            <TargetName kind={target.kind} name={target.name} />
            {target.kind !== 'user' && target.people.length > 0 && (
              <span className="font-medium">{target.people.join(', ')}</span>
            )}
            {target.people.length === 0 && <span className="text-quiet">{words.nobody}</span>}
            {step.turn === index + 1 && <span className="text-xs text-accent">{words.next}</span>}
          </li>
        ))}
      </ul>
      {nobody && <Mark tone="warning" word={words.nobody} />}
      {step.urgency && <p className="mt-1 text-quiet">{words.urgency[step.urgency]}</p>}
      {step.condition && (
        <p className="mt-1 text-quiet">
          {step.condition}
          {!step.holds && `; ${words.notNow}`}
        </p>
      )}
    </div>
  );
}

function TargetName({ kind, name }: { kind: PathStep['targets'][number]['kind']; name: string }) {
  if (kind === 'user') return <span className="font-medium">{name}</span>;
  return (
    <span className="text-quiet">
      {words.kinds[kind]}{' '}
      {kind === 'schedule' ? (
        <Go to={paths.schedule(name)} className="text-accent underline">
          {name}
        </Go>
      ) : (
        name
      )}
    </span>
  );
}

const tones = {
  noSteps: 'critical',
  nobodyAtAll: 'critical',
  endsWithNobody: 'warning',
  reachesNobody: 'warning',
  onePerson: 'warning',
  unreachable: 'warning',
  left: 'warning',
} as const;

/** What is wrong with the policy now. */
export function Findings({ findings }: { findings: PolicyPath['findings'] }) {
  if (findings.length === 0) return <Mark tone="ok" word={words.fine} />;
  return (
    <ul className="space-y-1 text-sm">
      {findings.map(({ code, text }) => (
        <li key={text} className="flex items-baseline gap-2">
          <Mark tone={tones[code]} word="" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Which services page by it, and how each decides what wakes people. */
export function UsedBy({ services }: { services: PolicyPath['services'] }) {
  if (services.length === 0) return <p className="text-sm text-quiet">{words.noService}</p>;
  return (
    <ul className="space-y-1 text-sm">
      {services.map((one) => (
        <li key={one.name}>
          <Go to={paths.service(one.name)} className="text-accent underline">
            {one.name}
          </Go>{' '}
          <span className="text-quiet">{factsOf(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function factsOf(one: PolicyPath['services'][number]): string {
  const facts = [words.serviceUrgency(one.urgency)];
  if (one.escalateLowUrgency) facts.push(words.lowEscalates);
  if (one.ackTimeout !== null) facts.push(words.ackTimeout(one.ackTimeout));
  return facts.join('; ');
}
