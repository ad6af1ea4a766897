import { type getFactorRule, putFactorRule } from '@muster/contract/catalog/factors';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './factor-messages.ts';
import { factorRule } from './queries.ts';

/** Whether administrators need a second factor, and who has none. */
export function FactorRulePanel() {
  return (
    <QueryView query={useQuery(factorRule)} rows={2}>
      {(rule) => <Rule rule={rule} />}
    </QueryView>
  );
}

function Rule({ rule }: { rule: AnswerOf<typeof getFactorRule> }) {
  const client = useQueryClient();
  const isOn = rule.administratorsNeedOne;
  const change = useMutation({
    mutationFn: () => call(putFactorRule, { body: { administratorsNeedOne: !isOn } }),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['factors'] }),
  });
  const without = rule.administratorsWithout;
  return (
    <div className="space-y-3 text-sm">
      <p className="text-quiet">{words.ruleText}</p>
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-raised px-3 py-3">
        <span className="min-w-0 space-y-1">
          <Mark tone={isOn ? 'ok' : 'quiet'} word={isOn ? words.ruleOn : words.ruleOff} />
          <span className="block text-quiet">
            {without.length === 0 ? words.ruleAll : words.ruleWithout(without.join(', '))}
          </span>
        </span>
        <Button busy={change.isPending} onClick={() => change.mutate()}>
          {isOn ? words.turnOff : words.turnOn}
          <span className="sr-only">: {words.rule}</span>
        </Button>
      </div>
    </div>
  );
}
