import { type getSignInRule, saveSignInRule } from '@muster/contract/catalog/sso';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { people } from './queries.ts';
import { sso } from './sso-messages.ts';
import { signInRule } from './sso-queries.ts';

/** Whether everybody must come by single sign-on, and who may do otherwise. */
export function SignInRulePanel() {
  return (
    <QueryView query={useQuery(signInRule)} rows={3}>
      {(rule) => <RuleForm rule={rule} />}
    </QueryView>
  );
}

function RuleForm({ rule }: { rule: AnswerOf<typeof getSignInRule> }) {
  const client = useQueryClient();
  const [isRequired, require] = useState(rule.isRequired);
  const [breakGlass, setBreakGlass] = useState(rule.breakGlass);
  const save = useMutation({
    mutationFn: () => call(saveSignInRule, { body: { isRequired, breakGlass } }),
    onSuccess: () => {
      say(sso.rule.saved);
      void client.invalidateQueries({ queryKey: ['sso'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  const mark = (name: string, isMarked: boolean) =>
    setBreakGlass((before) => (isMarked ? [...before, name] : before.filter((one) => one !== name)));
  return (
    <form onSubmit={submit} className="space-y-4">
      <Tick checked={isRequired} onChange={require} hint={sso.rule.requiredHint}>
        {sso.rule.required}
      </Tick>
      <Wrong text={errorAt(save.error, '/isRequired')} />
      <fieldset className="space-y-2">
        <legend className="text-sm font-medium">{sso.rule.glass}</legend>
        <p className="text-xs text-quiet">{sso.rule.glassHint}</p>
        <Marked breakGlass={breakGlass} onMark={mark} />
        <Wrong text={errorAt(save.error, '/breakGlass')} />
      </fieldset>
      <Wrong text={errorBeside(save.error, ['/isRequired', '/breakGlass'])} />
      <Button type="submit" look="primary" busy={save.isPending}>
        {sso.rule.save}
      </Button>
    </form>
  );
}

/** Administrators, and whoever is marked although they are none any more. */
function Marked(props: { breakGlass: string[]; onMark: (name: string, isMarked: boolean) => void }) {
  const everybody = useQuery(people).data ?? [];
  const shown = everybody.filter(
    (one) => props.breakGlass.includes(one.name) || (one.access === 'admin' && one.active),
  );
  if (shown.length === 0) return <p className="text-sm text-quiet">{sso.rule.glassNone}</p>;
  return (
    <div className="space-y-2">
      {shown.map(({ name, fullName, email }) => (
        <Tick
          key={name}
          checked={props.breakGlass.includes(name)}
          onChange={(isMarked) => props.onMark(name, isMarked)}
          hint={email}
        >
          {fullName}
        </Tick>
      ))}
    </div>
  );
}

function Tick(props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint: string;
  children: string;
}) {
  return (
    <label className="flex items-start gap-2.5 text-sm">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="font-medium">{props.children}</span>
        <span className="block [overflow-wrap:anywhere] text-xs text-quiet">{props.hint}</span>
      </span>
    </label>
  );
}
