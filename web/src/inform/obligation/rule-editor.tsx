import { putObligationRule } from '@muster/contract/inform/obligations';
import { listSchedules } from '@muster/contract/oncall/schedules';
import type { ObligationRule } from '@muster/contract/respond/obligation-rules';
import { consequences } from '@muster/contract/respond/state';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { obligationRules, owners, ruleVersions } from './queries.ts';
import { draftOf, freshStep, type RuleDraft, sentOf } from './rule-draft.ts';
import { words } from './setup-messages.ts';
import { StepFields, Tick } from './step-fields.tsx';

interface Props {
  rule: ObligationRule;
  /** Whether it is not there yet, and so may still be named. */
  isNew: boolean;
  onSaved: (name: string) => void;
}

/** A rule with all that it says. Saving makes a version; duties that run keep theirs. */
export function RuleEditor({ rule, isNew, onSaved }: Props) {
  const [draft, setDraft] = useState(() => draftOf(rule));
  const whyNot = useWhyNotAdmin();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => call(putObligationRule, { params: { name: draft.name }, body: sentOf(draft) }),
    onSuccess: (saved) => {
      say(words.saved);
      void client.invalidateQueries({ queryKey: obligationRules.queryKey });
      onSaved(saved.name);
    },
  });
  const set = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && whyNot === undefined) save.mutate();
  };
  const wrong = save.error ? errorBeside(save.error, ['/owner', '/deputy', '/zone']) : undefined;
  return (
    <form onSubmit={submit} className="max-w-3xl space-y-6 px-3 py-4">
      <About draft={draft} isNew={isNew} error={save.error} set={set} />
      <Steps draft={draft} error={save.error} set={set} />
      <Counting draft={draft} error={save.error} set={set} />
      <Wrong text={wrong} />
      <Button type="submit" look="primary" busy={save.isPending} whyNot={whyNot}>
        {words.save}
      </Button>
      {!isNew && <Versions name={rule.name} />}
    </form>
  );
}

interface PartProps {
  draft: RuleDraft;
  error: unknown;
  set: (part: Partial<RuleDraft>) => void;
}

type TextKey = 'name' | 'label' | 'source' | 'sourceDate' | 'startsWhen' | 'note' | 'zone' | 'days' | 'types';

function textIn({ draft, error, set }: PartProps) {
  return (key: TextKey) => ({
    value: draft[key],
    error: errorAt(error, `/${key}`),
    onChange: (event: { target: { value: string } }) => set({ [key]: event.target.value }),
    autoComplete: 'off',
  });
}

function About({ isNew, ...props }: PartProps & { isNew: boolean }) {
  const text = textIn(props);
  return (
    <div className="space-y-3">
      <Tick label={words.active} checked={props.draft.active} onChange={(active) => props.set({ active })} />
      <div className="grid gap-3 sm:grid-cols-2">
        {isNew && (
          <Field label={words.name} hint={words.nameHint} maxLength={64} required {...text('name')} />
        )}
        <Field label={words.label} maxLength={120} required {...text('label')} />
        <Field label={words.source} maxLength={300} required {...text('source')} />
        <Field label={words.sourceDate} type="date" required {...text('sourceDate')} />
      </div>
      <Area label={words.startsWhen} rows={2} maxLength={300} required {...text('startsWhen')} />
      <Area label={words.note} rows={2} maxLength={2000} {...text('note')} />
    </div>
  );
}

function Steps({ draft, error, set }: PartProps) {
  const { steps } = draft;
  return (
    <div className="space-y-3">
      <h3 className="font-medium">{words.stepsTitle}</h3>
      {steps.map((step, i) => (
        <StepFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a step's name is typed here, and its place is what it is.
          key={i}
          step={step}
          before={steps.slice(0, i)}
          error={error}
          onChange={(next) => set({ steps: steps.with(i, next) })}
          onRemove={() => set({ steps: steps.toSpliced(i, 1) })}
        />
      ))}
      <Button size="small" onClick={() => set({ steps: [...steps, freshStep(steps.length + 1)] })}>
        {words.addStep}
      </Button>
    </div>
  );
}

/** In which days it counts, who owns it, and when it is proposed. */
function Counting(props: PartProps) {
  const { draft, error, set } = props;
  const text = textIn(props);
  const people = useQuery(owners).data ?? [];
  const schedules = useQuery({
    queryKey: ['schedules', 'for-duties'],
    queryFn: ({ signal }) => call(listSchedules, { query: { limit: 200 }, signal }),
  }).data?.items;
  const person = (key: 'owner' | 'deputy', nobody: string) => (
    <Choice
      label={words[key]}
      value={draft[key]}
      error={errorAt(error, `/${key}`)}
      onChange={(event) => set({ [key]: event.target.value })}
    >
      <option value="">{nobody}</option>
      {people.map((one) => (
        <option key={one.name} value={one.name}>
          {one.fullName} ({one.name})
        </option>
      ))}
    </Choice>
  );
  return (
    <div className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {person('owner', words.nobody)}
        {person('deputy', words.noDeputy)}
        <Field label={words.zone} maxLength={64} required {...text('zone')} />
        <Choice
          label={words.schedule}
          value={draft.schedule}
          onChange={(event) => set({ schedule: event.target.value })}
        >
          <option value="">{words.noSchedule}</option>
          {(schedules ?? []).map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </Choice>
        <Field label={words.days} hint={words.daysHint} {...text('days')} />
        <Field label={words.types} hint={words.typesHint} {...text('types')} />
      </div>
      <Tick
        label={words.moves}
        checked={draft.movesToWorkingDay}
        onChange={(movesToWorkingDay) => set({ movesToWorkingDay })}
      />
      <Consequences {...props} />
    </div>
  );
}

function Consequences({ draft, set }: PartProps) {
  const chosen = draft.consequences;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.consequences}</legend>
      <div className="flex flex-wrap gap-x-4">
        {consequences.map((one) => (
          <Tick
            key={one}
            label={one}
            checked={chosen.includes(one)}
            onChange={(is) =>
              set({ consequences: is ? [...chosen, one] : chosen.filter((each) => each !== one) })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Versions({ name }: { name: string }) {
  const versions = useQuery(ruleVersions(name)).data?.items ?? [];
  if (versions.length === 0) return null;
  return (
    <Section title={words.versions} quiet>
      <ul className="space-y-1 text-sm text-quiet">
        {versions.map(({ rule, changedAt, changedBy }) => (
          <li key={rule.version}>
            {words.version(rule.version)}, {words.changedBy} {changedBy}, <At at={changedAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
