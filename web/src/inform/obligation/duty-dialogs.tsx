import type { Incident } from '@muster/contract/respond/incidents';
import { factKinds } from '@muster/contract/respond/obligation-rules';
import type { KeptRule, Obligation, StepTimes } from '@muster/contract/respond/obligations';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { nowMs } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Wrong } from '../../ui/wrong.tsx';
import {
  FactFields,
  factPointers,
  freshFact,
  instantOf,
  kindsOf,
  nowInField,
  sentFact,
} from './fact-fields.tsx';
import { words } from './messages.ts';
import { OwnerFields, type OwnersDraft } from './owner-fields.tsx';
import { useAddFact, useAssign, useDecline, useStart, useSubmit, useWaive } from './queries.ts';

interface Props {
  incident: Incident;
  onClose: () => void;
}

interface FormProps {
  title: string;
  button: string;
  act: { isPending: boolean; error: unknown };
  pointers: string[];
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with one form; what no field shows stands above the button. */
function FormDialog({ title, button, act, pointers, onSend, onClose, children }: FormProps) {
  const wrong = errorBeside(act.error, pointers);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!act.isPending) onSend();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={send} className="space-y-3">
        {children}
        <Wrong text={wrong} />
        <Button type="submit" look="primary" className="w-full" busy={act.isPending}>
          {button}
        </Button>
      </form>
    </Dialog>
  );
}

/** Which rule, where none was chosen yet. */
function RuleChoice(props: { rules: readonly KeptRule[]; rule: string; onChange: (name: string) => void }) {
  return (
    <Choice
      label={words.rule}
      value={props.rule}
      onChange={(event) => props.onChange(event.target.value)}
      required
    >
      <option value="">{words.choose}</option>
      {props.rules.map((one) => (
        <option key={one.name} value={one.name}>
          {one.label}
        </option>
      ))}
    </Choice>
  );
}

/** Starts the clocks of a rule from what was found, with whoever owns them. */
export function StartDialog({ incident, rules, rule, onClose }: Props & { rules: KeptRule[]; rule: string }) {
  const [named, setNamed] = useState(rule);
  const chosen = rules.find((one) => one.name === named);
  const kinds = kindsOf(chosen);
  const [fact, setFact] = useState(() => freshFact(kinds[0] ?? 'aware'));
  const [draft, setDraft] = useState<OwnersDraft>({ owner: '', deputy: chosen?.deputy ?? '' });
  const start = useStart(incident);
  const kind = kinds.includes(fact.kind) ? fact.kind : (kinds[0] ?? 'aware');
  const send = () =>
    start.mutate(
      {
        rule: named,
        fact: sentFact({ ...fact, kind }),
        ...(draft.owner ? { owner: draft.owner } : {}),
        ...(draft.deputy ? { deputy: draft.deputy } : {}),
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog
      title={chosen ? words.startOf(chosen.label) : words.begin}
      button={words.begin}
      act={start}
      pointers={[...factPointers, '/owner', '/deputy']}
      onSend={send}
      onClose={onClose}
    >
      {rule === '' && <RuleChoice rules={rules} rule={named} onChange={setNamed} />}
      {chosen && (
        <p className="text-sm text-quiet">
          {chosen.startsWhen} {chosen.note}
        </p>
      )}
      <FactFields
        draft={{ ...fact, kind }}
        kinds={kinds}
        kindLabel={words.kind}
        error={start.error}
        onChange={setFact}
      />
      <OwnerFields draft={draft} nobody={words.usualOwner} error={start.error} onChange={setDraft} />
    </FormDialog>
  );
}

/** A decision with a reason: it need not be reported. */
export function DeclineDialog({ incident, rule, onClose }: Props & { rule: KeptRule }) {
  const decline = useDecline(incident);
  return (
    <DecisionDialog
      title={words.notReportableOf(rule.label)}
      question={words.reason}
      act={decline}
      onDecide={(decision) => decline.mutate({ rule: rule.name, ...decision }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

interface DecisionProps extends Pick<FormProps, 'title' | 'act' | 'onClose'> {
  question: string;
  hint?: string | undefined;
  onDecide: (decision: { reason: string; decidedBy: string }) => void;
}

/** What was decided, why, and who did. */
function DecisionDialog({ title, question, hint, act, onDecide, onClose }: DecisionProps) {
  const [reason, setReason] = useState('');
  const [decidedBy, setDecidedBy] = useState('');
  return (
    <FormDialog
      title={title}
      button={words.record}
      act={act}
      pointers={['/reason', '/decidedBy']}
      onSend={() => onDecide({ reason, decidedBy })}
      onClose={onClose}
    >
      <Area
        label={question}
        hint={hint}
        rows={3}
        value={reason}
        error={errorAt(act.error, '/reason')}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
      <Field
        label={words.decided}
        value={decidedBy}
        error={errorAt(act.error, '/decidedBy')}
        onChange={(event) => setDecidedBy(event.target.value)}
        maxLength={200}
        autoComplete="off"
        required
      />
    </FormDialog>
  );
}

/** One step need not be submitted; or, where that was said before, it must be after all. */
export function WaiverDialog({
  incident,
  duty,
  step,
  onClose,
}: Props & { duty: Obligation; step: StepTimes }) {
  const waive = useWaive(incident, duty.id);
  const waived = step.waivedAt === undefined;
  return (
    <DecisionDialog
      title={waived ? words.waiveOf(step.label) : words.oweOf(step.label)}
      question={waived ? words.waiveReason : words.oweReason}
      hint={waived ? words.waiveHint : undefined}
      act={waive}
      onDecide={(decision) => waive.mutate({ step: step.step, waived, ...decision }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

export function FactDialog({ incident, duty, onClose }: Props & { duty: Obligation }) {
  const wanted = kindsOf(duty.rule);
  const missing = wanted.find((one) => !duty.facts.some((fact) => fact.kind === one));
  const [fact, setFact] = useState(() => freshFact(missing ?? wanted[0] ?? 'aware'));
  const add = useAddFact(incident, duty.id);
  return (
    <FormDialog
      title={words.addFactTitle}
      button={words.add}
      act={add}
      pointers={factPointers}
      onSend={() => add.mutate(sentFact(fact), { onSuccess: onClose })}
      onClose={onClose}
    >
      <FactFields
        draft={fact}
        kinds={factKinds.filter((one) => wanted.includes(one))}
        kindLabel={words.factKind}
        error={add.error}
        onChange={setFact}
      />
    </FormDialog>
  );
}

/** Done only with what the receiver gave for it, and with the reasons where it came late. */
export function SubmitDialog({
  incident,
  duty,
  step,
  onClose,
}: Props & { duty: Obligation; step: StepTimes }) {
  const [reference, setReference] = useState('');
  const [at, setAt] = useState(nowInField);
  const [lateReason, setLateReason] = useState('');
  const submit = useSubmit(incident, duty.id);
  const moment = at === '' ? nowMs() : Date.parse(instantOf(at));
  const isLate = step.submittedAt === null && step.dueAt !== null && moment > Date.parse(step.dueAt);
  const sent = { step: step.step, reference, at: instantOf(at), ...(isLate ? { lateReason } : {}) };
  return (
    <FormDialog
      title={words.submittedOf(step.label)}
      button={words.done}
      act={submit}
      pointers={['/reference', '/at', '/lateReason']}
      onSend={() => submit.mutate(sent, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Field
        label={words.reference}
        hint={words.referenceHint}
        value={reference}
        error={errorAt(submit.error, '/reference')}
        onChange={(event) => setReference(event.target.value)}
        maxLength={500}
        autoComplete="off"
        required
      />
      <Field
        label={words.at}
        type="datetime-local"
        value={at}
        error={errorAt(submit.error, '/at')}
        onChange={(event) => setAt(event.target.value)}
        required
      />
      {isLate && (
        <Area
          label={words.late}
          rows={2}
          value={lateReason}
          error={errorAt(submit.error, '/lateReason')}
          onChange={(event) => setLateReason(event.target.value)}
          maxLength={2000}
          required
        />
      )}
    </FormDialog>
  );
}

export function OwnersDialog({ incident, duty, onClose }: Props & { duty: Obligation }) {
  const [draft, setDraft] = useState<OwnersDraft>({ owner: duty.owner, deputy: duty.deputy ?? '' });
  const assign = useAssign(incident, duty.id);
  const sent = { owner: draft.owner || duty.owner, deputy: draft.deputy || null };
  return (
    <FormDialog
      title={words.ownersTitle}
      button={words.save}
      act={assign}
      pointers={['/owner', '/deputy']}
      onSend={() => assign.mutate(sent, { onSuccess: onClose })}
      onClose={onClose}
    >
      <OwnerFields draft={draft} nobody={duty.owner} error={assign.error} onChange={setDraft} />
    </FormDialog>
  );
}
