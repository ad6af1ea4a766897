import { savePhoneRule } from '@muster/contract/connect/providers';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { channels } from './channel-messages.ts';
import { phoneChannels } from './channel-queries.ts';

/** To which countries, whether to numbers that cost extra, and how many a day. */
export function ChannelRule() {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof savePhoneRule>) => call(savePhoneRule, { body }),
    onSuccess: () => {
      say(channels.rule.saved);
      void client.invalidateQueries({ queryKey: ['channels'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(ruleIn(new FormData(event.currentTarget)));
  };
  const rest = errorBeside(save.error, ['/perPersonADay', '/perDay']);
  return (
    <QueryView query={useQuery(phoneChannels)} rows={3}>
      {({ rule }) => (
        <form onSubmit={submit} aria-label={channels.rule.title} className="max-w-xl space-y-4">
          <Field
            label={channels.rule.countries}
            hint={channels.rule.countriesHint}
            name="countries"
            defaultValue={rule.countries?.join(' ') ?? ''}
            autoCapitalize="characters"
            spellCheck={false}
          />
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="allowsPremium"
              defaultChecked={rule.allowsPremium}
              className="size-4"
            />
            {channels.rule.allowsPremium}
          </label>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field
              label={channels.rule.perPersonADay}
              name="perPersonADay"
              type="number"
              min={1}
              max={10_000}
              required
              defaultValue={rule.perPersonADay}
              error={errorAt(save.error, '/perPersonADay')}
            />
            <Field
              label={channels.rule.perDay}
              name="perDay"
              type="number"
              min={1}
              max={1_000_000}
              required
              defaultValue={rule.perDay}
              error={errorAt(save.error, '/perDay')}
            />
          </div>
          <p className="text-xs text-quiet">{channels.rule.limitsHint}</p>
          <Wrong text={rest} />
          <Button type="submit" busy={save.isPending}>
            {channels.rule.save}
          </Button>
        </form>
      )}
    </QueryView>
  );
}

function ruleIn(form: FormData): BodyOf<typeof savePhoneRule> {
  const countries = textOf(form, 'countries')
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  return {
    countries: countries.length > 0 ? countries : null,
    allowsPremium: form.get('allowsPremium') !== null,
    perPersonADay: Number(textOf(form, 'perPersonADay')),
    perDay: Number(textOf(form, 'perDay')),
  };
}
