import type { Contact, getContacts } from '@muster/contract/oncall/contacts';
import { putRules } from '@muster/contract/oncall/contacts';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { inputClass } from '../ui/field.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';
import { changed as inFull } from './rota-draft.ts';

type Rules = AnswerOf<typeof getContacts>['rules'];
type Rule = Rules['high'][number];

/** In which order I am reached, for what wakes me and for what can wait. Saved as a whole. */
export function RulesForm(props: { contacts: Contact[]; rules: Rules; mayNot: string | undefined }) {
  const { contacts, mayNot } = props;
  const [changed, setChanged] = useState<Rules>();
  const rules = changed ?? props.rules;
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: Rules) => call(putRules, { params: { name: 'me' }, body }),
    onSuccess: (answer) => {
      client.setQueryData(['contacts', 'me'], answer);
      setChanged(undefined);
      say(words.reach.saved);
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const whyNot = mayNot ?? (contacts.length === 0 ? words.reach.testNeeds : undefined);
  return (
    <div className="space-y-4">
      <p className="text-sm text-quiet">{words.reach.rulesText}</p>
      <div className="grid gap-4 md:grid-cols-2">
        {(['high', 'low'] as const).map((urgency) => (
          <RuleList
            key={urgency}
            title={words.reach[urgency]}
            rules={rules[urgency]}
            contacts={contacts}
            whyNot={whyNot}
            onChange={(next) => setChanged({ ...rules, [urgency]: next })}
          />
        ))}
      </div>
      <Button
        look={changed ? 'primary' : 'plain'}
        whyNot={whyNot}
        busy={save.isPending}
        // Quiet hours are saved by a form of their own, perhaps since the first change here.
        onClick={() => save.mutate(inFull(rules, { quiet: props.rules.quiet }))}
      >
        {words.reach.save}
      </Button>
    </div>
  );
}

interface ListProps {
  title: string;
  rules: Rule[];
  contacts: Contact[];
  whyNot: string | undefined;
  onChange: (rules: Rule[]) => void;
}

function RuleList({ title, rules, contacts, whyNot, onChange }: ListProps) {
  const set = (at: number, part: Partial<Rule>) =>
    onChange(rules.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const add = () =>
    onChange([...rules, { after: (rules.at(-1)?.after ?? -2) + 2, via: contacts[0]?.id ?? '' }]);
  return (
    <fieldset className="min-w-0 rounded-lg border border-line bg-raised p-3">
      <legend className="px-1 text-sm font-medium">{title}</legend>
      {rules.length === 0 && <p className="mb-2 text-sm text-quiet">{words.reach.noRule}</p>}
      <ol className="space-y-2">
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no identity but its place.
          <li key={at} className="flex items-center gap-1.5 text-sm">
            <span className="hidden text-quiet sm:inline">{words.reach.after}</span>
            <input
              type="number"
              min={0}
              max={1440}
              aria-label={`${words.reach.after} (${words.reach.minutes})`}
              value={rule.after}
              onChange={(event) =>
                set(at, { after: Math.max(0, Math.round(event.target.valueAsNumber || 0)) })
              }
              className={cx(inputClass, 'w-18! shrink-0 px-2')}
            />
            <span className="shrink-0 text-quiet">
              {words.reach.minutes} {words.reach.via}
            </span>
            <select
              aria-label={words.reach.via}
              value={rule.via}
              onChange={(event) => set(at, { via: event.target.value })}
              className={cx(inputClass, 'min-w-0 px-2')}
            >
              {contacts.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.id} · {one.label}
                </option>
              ))}
            </select>
            <Button
              look="quiet"
              size="small"
              aria-label={words.reach.removeRule}
              onClick={() => onChange(rules.filter((_, index) => index !== at))}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <Button size="small" look="quiet" whyNot={whyNot} onClick={add} className="mt-2">
        + {words.reach.addRule}
      </Button>
    </fieldset>
  );
}
