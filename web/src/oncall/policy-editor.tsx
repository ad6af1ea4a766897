import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt } from '../ui/form.ts';
import { moved } from '../ui/moved.ts';
import { Section } from '../ui/section.tsx';
import { useSettled } from '../ui/settled.ts';
import { problemOf } from '../ui/states.tsx';
import { NameAndTeam } from './name-and-team.tsx';
import { type PolicyDraft, policyOf, stepFaults, withStep } from './policy-draft.ts';
import { editWords as words } from './policy-edit-messages.ts';
import { policyWords } from './policy-messages.ts';
import { type PolicyBasis, PolicySave } from './policy-save.tsx';
import { Kept, PolicyStep } from './policy-step.tsx';
import type { Askable } from './policy-targets.tsx';
import type { PastPage } from './rehearsal-form.tsx';
import { RehearsalPanel } from './rehearsal-panel.tsx';

interface Props {
  /** What is edited: null for a policy that is new. */
  basis: PolicyBasis | null;
  initial: PolicyDraft;
  askable: Askable;
  /** What a rehearsal offers to choose from. */
  known: { zones: string[]; services: string[]; firstService: string; past: PastPage[] };
  /** Whom the draft may reach, so that the rehearsal can suppose them out of reach. */
  reachedBy: (draft: PolicyDraft) => string[];
  whyNot: string | undefined;
  onSaved: (name: string) => void;
}

/** The form on one side, a night under the unsaved draft on the other. */
export function PolicyEditor({ basis, initial, askable, known, reachedBy, whyNot, onSaved }: Props) {
  const [draft, setDraft] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const settled = useSettled(draft);
  const faults = stepFaults(problemOf(error)?.errors ?? []);
  return (
    <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2">
      <form onSubmit={(event) => event.preventDefault()} className="min-w-0 space-y-5">
        <Naming
          draft={draft}
          isNew={basis === null}
          teams={askable.team.map((one) => one.name)}
          error={error}
          onChange={setDraft}
        />
        <Steps draft={draft} askable={askable} faults={faults} onChange={setDraft} />
        <Kept thing={draft.kept} />
      </form>
      <div className="min-w-0 space-y-8">
        <PolicySave
          basis={basis}
          draft={draft}
          whyNot={whyNot}
          onError={setError}
          onDraft={setDraft}
          onSaved={onSaved}
        />
        <Section title={policyWords.rehearsal}>
          <p className="mb-3 text-sm text-quiet">{policyWords.rehearsalAbout}</p>
          <RehearsalPanel
            policy={basis?.name ?? 'new'}
            draft={policyOf(settled)}
            isStored={basis !== null}
            people={reachedBy(settled)}
            {...known}
          />
        </Section>
      </div>
    </div>
  );
}

interface NamingProps {
  draft: PolicyDraft;
  isNew: boolean;
  teams: readonly string[];
  error: unknown;
  onChange: (draft: PolicyDraft) => void;
}

function Naming({ draft, isNew, teams, error, onChange }: NamingProps) {
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <NameAndTeam draft={draft} isNew={isNew} teams={teams} error={error} onChange={onChange} />
      <Field
        label={words.repeat}
        hint={words.repeatHint}
        type="number"
        min={0}
        max={100}
        value={draft.repeat}
        error={errorAt(error, '/repeat')}
        onChange={(event) => onChange({ ...draft, repeat: Math.trunc(event.target.valueAsNumber) || 0 })}
      />
    </div>
  );
}

interface StepsProps {
  draft: PolicyDraft;
  askable: Askable;
  faults: ReadonlyMap<number, string[]>;
  onChange: (draft: PolicyDraft) => void;
}

function Steps({ draft, askable, faults, onChange }: StepsProps) {
  const { steps, repeat } = draft;
  const set = (next: PolicyDraft['steps']) => onChange({ ...draft, steps: next });
  const minutes = steps.reduce((sum, { step }) => sum + step.escalateAfter, 0);
  return (
    <Section title={words.steps}>
      {steps.length === 0 && <p className="mb-2 text-sm text-critical">{words.noSteps}</p>}
      <ol className="space-y-3">
        {steps.map(({ key, step }, at) => (
          <PolicyStep
            key={key}
            step={step}
            n={at + 1}
            askable={askable}
            faults={faults.get(at) ?? []}
            onChange={(next) => set(steps.with(at, { key, step: next }))}
            onMove={(by) => set(moved(steps, at, at + by))}
            onRemove={() => set(steps.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <Button size="small" onClick={() => onChange(withStep(draft))}>
          {words.addStep}
        </Button>
        {steps.length > 0 && <p className="text-sm text-quiet">{policyWords.ends(repeat, minutes)}</p>}
      </div>
    </Section>
  );
}
