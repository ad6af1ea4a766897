import {
  type FollowUp,
  type FollowUpEffect,
  type FollowUpState,
  followUpEffects,
} from '@muster/contract/learn/followups';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, textOf } from '../../ui/form.ts';
import { reasonOf } from '../../ui/states.tsx';
import { words } from './messages.ts';
import { useFollowUpAct } from './queries.ts';

interface Step {
  to: FollowUpState;
  name: string;
  needs: 'evidence' | 'reason' | null;
  look?: 'primary';
}

const { turn } = words;
const cancel: Step = { to: 'cancelled', name: turn.cancelled, needs: 'reason' };
const finish: Step = { to: 'done', name: turn.done, needs: 'evidence', look: 'primary' };
const back: Step = { to: 'idea', name: turn.idea, needs: 'reason' };
const promise: Step = { to: 'open', name: turn.open, needs: null, look: 'primary' };
const steps: Record<FollowUpState, readonly Step[]> = {
  idea: [promise, cancel],
  open: [finish, { to: 'started', name: turn.started, needs: null }, cancel, back],
  started: [finish, { to: 'open', name: turn.pause, needs: null }, cancel, back],
  done: [{ to: 'open', name: turn.reopen, needs: 'reason' }],
  cancelled: [{ to: 'idea', name: turn.revive, needs: 'reason' }],
};

/** What can be done next; what needs words asks for them in its place. */
export function FollowUpActs({ one, onChange }: { one: FollowUp; onChange: () => void }) {
  const act = useFollowUpAct(one);
  const [asked, setAsked] = useState<Step | 'again'>();
  const close = () => setAsked(undefined);
  const isWhole = one.kind && one.owner && one.dueOn && one.deliverable;
  if (asked === 'again') return <Again one={one} onClose={close} />;
  if (asked) return <Words one={one} step={asked} onClose={close} />;
  return (
    <div className="space-y-3">
      {one.check?.state === 'asked' && <Check one={one} />}
      {one.approval?.state === 'waiting' && (
        <p className="rounded-lg bg-info-soft p-3 text-sm">
          {one.approval.mayApprove ? turn.waitsForYou : turn.waits(one.approval.approvers.join(', '))}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {stepsOf(one).map((step) => (
          <Button
            key={step.to}
            look={step.look ?? 'plain'}
            busy={act.isPending}
            whyNot={one.state === 'idea' && step.to === 'open' && !isWhole ? turn.missing : undefined}
            onClick={() =>
              step.needs ? setAsked(step) : act.mutate({ kind: 'turn', turning: { state: step.to } })
            }
          >
            {step.name}
          </Button>
        ))}
        {one.state === 'done' && <Button onClick={() => setAsked('again')}>{words.again.name}</Button>}
        <Button onClick={onChange}>{words.form.edit}</Button>
      </div>
    </div>
  );
}

/** What has to be approved is promised by those who approve; others ask them, once. */
function stepsOf({ state, approval }: FollowUp): readonly Step[] {
  if (state !== 'idea' || !approval) return steps[state];
  if (approval.mayApprove) return [{ ...promise, name: turn.approve }, cancel];
  return approval.state === 'needed' ? [{ ...promise, name: turn.ask }, cancel] : [cancel];
}

function Words({ one, step, onClose }: { one: FollowUp; step: Step; onClose: () => void }) {
  const act = useFollowUpAct(one, onClose);
  const field = step.needs ?? 'reason';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = textOf(new FormData(event.currentTarget), 'text');
    act.mutate({ kind: 'turn', turning: { state: step.to, [field]: text } });
  };
  return (
    <form onSubmit={submit} className="space-y-3 rounded-lg bg-sunken p-3">
      <Area
        label={field === 'evidence' ? turn.evidence : turn.reason}
        name="text"
        required
        rows={2}
        maxLength={field === 'evidence' ? 2_000 : 1_000}
        error={errorAt(act.error, `/${field}`)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={act.isPending}>
          {step.name}
        </Button>
        <Button onClick={onClose}>{words.form.keep}</Button>
      </div>
    </form>
  );
}

/** What Muster cannot see by service and factor: an incident that came although this was done. */
function Again({ one, onClose }: { one: FollowUp; onClose: () => void }) {
  const act = useFollowUpAct(one, onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    act.mutate({ kind: 'again', incident: textOf(new FormData(event.currentTarget), 'incident') });
  };
  return (
    <form onSubmit={submit} className="space-y-3 rounded-lg bg-sunken p-3">
      <Field
        label={words.again.incident}
        name="incident"
        required
        maxLength={64}
        placeholder="INC-12"
        hint={words.again.hint}
        error={act.error ? reasonOf(act.error) : undefined}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={act.isPending}>
          {words.again.save}
        </Button>
        <Button onClick={onClose}>{words.form.keep}</Button>
      </div>
    </form>
  );
}

/** A month later: did it help? */
function Check({ one }: { one: FollowUp }) {
  const act = useFollowUpAct(one);
  const [note, setNote] = useState('');
  const answer = (outcome: FollowUpEffect) => act.mutate({ kind: 'check', outcome, note: note.trim() });
  return (
    <fieldset className="space-y-3 rounded-lg bg-info-soft p-3">
      <legend className="sr-only">{words.askCheck}</legend>
      <p className="font-medium" aria-hidden="true">
        {words.askCheck}
      </p>
      <Area
        label={words.check.note}
        rows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        {followUpEffects.map((outcome) => (
          <Button key={outcome} busy={act.isPending} onClick={() => answer(outcome)}>
            {words.effects[outcome]}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
