import type { Plan } from '@muster/contract/catalog/organisation';
import { applyOrganisation } from '@muster/contract/catalog/organisation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Area } from '../ui/field.tsx';
import { reasonOf, Trouble } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { exampleFile, words } from './messages.ts';
import { PlanView } from './plan-view.tsx';
import { organisation } from './queries.ts';

/** The organisation as a document: first what it would do, then doing it, all or nothing. */
export function OrganisationPanel() {
  const me = useMe();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [prune, setPrune] = useState(false);
  const wanted = `${prune} ${text}`;
  const plan = useMutation({
    mutationFn: () => send(text, prune, true).then((answer) => ({ answer, of: wanted })),
  });
  const apply = useMutation({
    mutationFn: () => send(text, prune, false),
    onSuccess: (answer) => {
      plan.reset();
      if (answer.problems.length === 0) say(words.organisation.applied);
      void client.invalidateQueries();
    },
  });
  const fill = () =>
    client.fetchQuery(organisation).then(
      (file) => setText(JSON.stringify(file, null, 2)),
      (error: Error) => say(words.notDone(reasonOf(error)), 'warning'),
    );
  const shown: Plan | undefined = plan.data?.of === wanted ? plan.data.answer : apply.data;
  return (
    <div className="space-y-4">
      <Area
        label={words.organisation.text}
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={16}
        spellCheck={false}
        className="font-mono sm:text-xs"
      />
      <div className="flex flex-wrap items-center gap-2">
        <FileButton onText={setText} />
        <Button onClick={fill}>{words.organisation.current}</Button>
        <Button onClick={() => setText(exampleFile(me))}>{words.organisation.start}</Button>
      </div>
      <label className="flex min-h-10 items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input type="checkbox" checked={prune} onChange={(event) => setPrune(event.target.checked)} />
        {words.organisation.prune}
      </label>
      <div className="flex flex-wrap gap-2">
        <Button
          look={shown ? 'plain' : 'primary'}
          whyNot={text.trim() === '' ? words.organisation.textFirst : undefined}
          busy={plan.isPending}
          onClick={() => plan.mutate()}
        >
          {words.organisation.plan}
        </Button>
        <Button
          look={shown ? 'primary' : 'plain'}
          whyNot={whyNotApply(plan.data, wanted)}
          busy={apply.isPending}
          onClick={() => apply.mutate()}
        >
          {words.organisation.apply}
        </Button>
      </div>
      <div aria-live="polite">
        {plan.isError && <Trouble error={plan.error} />}
        {apply.isError && <Trouble error={apply.error} />}
        {shown && <PlanView plan={shown} />}
      </div>
    </div>
  );
}

function send(text: string, prune: boolean, dryRun: boolean): Promise<Plan> {
  return call(applyOrganisation, {
    query: { dryRun: dryRun ? 'true' : 'false', prune: prune ? 'true' : 'false' },
    body: text,
  });
}

function whyNotApply(planned: { answer: Plan; of: string } | undefined, wanted: string): string | undefined {
  if (!planned) return words.organisation.planFirst;
  if (planned.of !== wanted) return words.organisation.planAgain;
  return planned.answer.problems.length > 0 ? words.organisation.hasProblems : undefined;
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  return (
    <label className="inline-flex min-h-10 cursor-pointer items-center rounded-md border border-line-strong/60 bg-raised px-3.5 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent hover:bg-sunken">
      {words.organisation.upload}
      <input
        type="file"
        accept=".yaml,.yml,.json,application/json"
        className="sr-only"
        onChange={(event) => event.target.files?.[0]?.text().then(onText)}
      />
    </label>
  );
}
