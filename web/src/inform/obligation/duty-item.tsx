import type { Incident } from '@muster/contract/respond/incidents';
import { isOpen, type Obligation, type StepTimes } from '@muster/contract/respond/obligations';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { At, Countdown } from '../../ui/time.tsx';
import { DeclineDialog, FactDialog, OwnersDialog, SubmitDialog, WaiverDialog } from './duty-dialogs.tsx';
import { words } from './messages.ts';

interface Props {
  incident: Incident;
  duty: Obligation;
  readOnly: boolean;
}

const tones: Record<Obligation['state'], Tone> = { running: 'info', done: 'ok', 'not-reportable': 'quiet' };

/** One duty: what it rests on, its steps with their clocks, and what can be put on record. */
export function DutyItem(props: Props) {
  const { duty } = props;
  const { rule, state, refusal } = duty;
  return (
    <li className="space-y-2 px-3 py-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 font-medium wrap-anywhere">{rule.label}</h3>
        <Mark tone={tones[state]} word={words.states[state]} />
      </div>
      <p className="text-xs text-quiet wrap-anywhere">{words.source(rule.source, rule.sourceDate)}</p>
      {refusal ? (
        <p className="wrap-anywhere">
          {refusal.reason} <span className="text-quiet">({refusal.decidedBy})</span>
        </p>
      ) : (
        <>
          <Facts duty={duty} />
          <ul className="divide-y divide-line border-y border-line">
            {duty.steps.map((one) => (
              <StepRow key={one.step} step={one} {...props} />
            ))}
          </ul>
          <Acts {...props} />
        </>
      )}
    </li>
  );
}

function Facts({ duty }: { duty: Obligation }) {
  return (
    <ul className="space-y-1">
      {duty.facts.map((one) => (
        <li key={`${one.kind} ${one.recordedAt}`} className="wrap-anywhere">
          <span className="text-quiet">
            {words.kinds[one.kind]}, <At at={one.at} />, {one.decidedBy}:
          </span>{' '}
          {one.what} <Evidence text={one.evidence} />
        </li>
      ))}
    </ul>
  );
}

/** An address can be followed; anything else is text. */
function Evidence({ text }: { text: string }): ReactNode {
  if (!/^https?:\/\/\S+$/.test(text)) return <span className="text-quiet">({text})</span>;
  return (
    <a href={text} target="_blank" rel="noreferrer noopener" className="text-accent underline">
      {text}
    </a>
  );
}

function StepRow({ step, incident, duty, readOnly }: Props & { step: StepTimes }) {
  const [open, setOpen] = useState<'submit' | 'waive' | null>(null);
  const close = () => setOpen(null);
  const owed = isOpen(step);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="wrap-anywhere">
          {step.label} <span className="text-quiet">· {step.to}</span>
        </p>
        <StepClock step={step} duty={duty} counts={!readOnly} />
      </div>
      {!readOnly && (
        <div className="flex flex-wrap gap-2">
          {step.submittedAt === null && (
            <Button
              size="small"
              look="quiet"
              aria-haspopup="dialog"
              aria-label={owed ? words.waiveOf(step.label) : words.oweOf(step.label)}
              onClick={() => setOpen('waive')}
            >
              {owed ? words.waive : words.owe}
            </Button>
          )}
          {step.startedAt !== null && (
            <Button
              size="small"
              look={owed && step.dueAt !== null ? 'primary' : 'quiet'}
              aria-haspopup="dialog"
              aria-label={words.submittedOf(step.label)}
              onClick={() => setOpen('submit')}
            >
              {step.submittedAt === null ? words.submitted : words.again}
            </Button>
          )}
        </div>
      )}
      {open === 'submit' && <SubmitDialog incident={incident} duty={duty} step={step} onClose={close} />}
      {open === 'waive' && <WaiverDialog incident={incident} duty={duty} step={step} onClose={close} />}
    </li>
  );
}

const dayMs = 86_400_000;

function StepClock({ step, duty, counts }: { step: StepTimes; duty: Obligation; counts: boolean }) {
  const { dueAt, submittedAt } = step;
  const late = useTicking((now) => (dueAt !== null && Date.parse(dueAt) <= now ? 1 : 0)) === 1;
  // Seconds say something only on the last day.
  const isNear = useTicking((now) => (dueAt !== null && Date.parse(dueAt) - now < dayMs ? 1 : 0)) === 1;
  const latest = duty.submissions.findLast((one) => one.step === step.step);
  if (submittedAt !== null && latest)
    return (
      <p className="text-quiet wrap-anywhere">
        {words.asWasSubmitted} <At at={latest.at} />, {latest.reference}
        {latest.lateReason && ` · ${words.lateBecause} ${latest.lateReason}`}
      </p>
    );
  const waiver = duty.waivers?.findLast((one) => one.step === step.step);
  if (step.waivedAt !== undefined && waiver)
    return (
      <p className="text-quiet wrap-anywhere">
        {words.asWaived} <At at={step.waivedAt} />: {waiver.reason} ({waiver.decidedBy})
      </p>
    );
  if (dueAt === null)
    return <p className="text-quiet">{step.startedAt === null ? words.waits : words.noClock}</p>;
  if (counts && late)
    return (
      <p className="flex items-baseline gap-1 text-warning">
        <Mark tone="warning" word={words.overdue} /> <At at={dueAt} />
      </p>
    );
  return (
    <p className="text-quiet">
      {words.due} <At at={dueAt} />
      {counts && isNear && (
        <>
          {' '}
          (<Countdown to={dueAt} />)
        </>
      )}
    </p>
  );
}

type Open = 'fact' | 'owners' | 'decline' | null;

function Acts({ incident, duty, readOnly }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const isRunning = duty.state === 'running';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="me-auto text-quiet">
        {words.owner}: {words.ownedBy(duty.owner, duty.deputy)}
      </span>
      {!readOnly && (
        <>
          <Act word={words.addFact} onOpen={() => setOpen('fact')} />
          {isRunning && <Act word={words.owners} onOpen={() => setOpen('owners')} />}
          {isRunning && duty.submissions.length === 0 && (
            <Act word={words.notReportable} onOpen={() => setOpen('decline')} />
          )}
        </>
      )}
      {open === 'fact' && <FactDialog incident={incident} duty={duty} onClose={close} />}
      {open === 'owners' && <OwnersDialog incident={incident} duty={duty} onClose={close} />}
      {open === 'decline' && <DeclineDialog incident={incident} rule={duty.rule} onClose={close} />}
    </div>
  );
}

function Act({ word, onOpen }: { word: string; onOpen: () => void }) {
  return (
    <Button size="small" look="quiet" aria-haspopup="dialog" onClick={onOpen}>
      {word}
    </Button>
  );
}
