import {
  type FollowUpSettings,
  followUpPriorities,
  putFollowUpSettings,
} from '@muster/contract/learn/followups';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { Section } from '../../ui/section.tsx';
import { say } from '../../ui/toast.tsx';
import { Ticks, tickedOf } from '../session/fields.tsx';
import { workers } from './known.ts';
import { followUpSettings } from './queries.ts';
import { words } from './setup-messages.ts';

const days = ['remindDaysBefore', 'teamDaysAfter', 'checkAfterDays'] as const;
const hints = {
  remindDaysBefore: words.remindHint,
  teamDaysAfter: words.teamHint,
  checkAfterDays: words.checkHint,
};
const limits = {
  remindDaysBefore: { min: 1, max: 60 },
  teamDaysAfter: { min: 1, max: 60 },
  checkAfterDays: { min: 30, max: 90 },
};

/** Everybody who works may look; administrators change it. */
export function FollowUpSettingsForm({ stored }: { stored: FollowUpSettings }) {
  const client = useQueryClient();
  const whyNot = useWhyNotAdmin();
  const save = useMutation({
    mutationFn: (body: FollowUpSettings) => call(putFollowUpSettings, { body }),
    onSuccess: (saved) => {
      client.setQueryData(followUpSettings.queryKey, saved);
      say(words.saved, 'ok');
      return client.invalidateQueries({ queryKey: ['follow-ups'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(settingsOf(new FormData(event.currentTarget)));
  };
  const wrong = errorBeside(save.error, [
    ...followUpPriorities.map((priority) => `/weeks/${priority}`),
    ...days.map((name) => `/${name}`),
  ]);
  return (
    <form onSubmit={submit} className="max-w-2xl">
      <fieldset disabled={whyNot !== undefined} className="min-w-0 space-y-8">
        <Objectives stored={stored} error={save.error} />
        <Section title={words.reminders}>
          <div className="grid gap-4 sm:grid-cols-3">
            {days.map((name) => (
              <Field
                key={name}
                label={words[name]}
                name={name}
                type="number"
                required
                {...limits[name]}
                defaultValue={stored[name]}
                hint={hints[name]}
                error={errorAt(save.error, `/${name}`)}
              />
            ))}
          </div>
        </Section>
        <Approvers stored={stored} />
      </fieldset>
      {wrong && (
        <p role="alert" className="mt-4 text-sm text-critical">
          {wrong}
        </p>
      )}
      <div className="mt-6">
        <Button type="submit" look="primary" busy={save.isPending} whyNot={whyNot}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function Objectives({ stored, error }: { stored: FollowUpSettings; error: unknown }) {
  return (
    <Section title={words.objectives}>
      <p className="mb-3 text-sm text-quiet">{words.objectivesHint}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {followUpPriorities.map((priority) => (
          <Field
            key={priority}
            label={words.weeks[priority]}
            name={priority}
            type="number"
            min={1}
            max={104}
            defaultValue={stored.weeks[priority] ?? ''}
            error={errorAt(error, `/weeks/${priority}`)}
          />
        ))}
      </div>
    </Section>
  );
}

function Approvers({ stored: { approvers } }: { stored: FollowUpSettings }) {
  const people = useQuery(workers).data ?? [];
  const known = new Set(people.map(({ name }) => name));
  // Who has left since stays ticked until somebody takes the tick away.
  const gone = approvers.filter((name) => !known.has(name)).map((name) => ({ value: name, text: name }));
  return (
    <Section title={words.approvals}>
      <Ticks
        key={people.length}
        name="approvers"
        label={words.approvers}
        hint={words.approversHint}
        options={[...gone, ...people.map(({ name, fullName }) => ({ value: name, text: fullName }))]}
        chosen={approvers}
      />
    </Section>
  );
}

function settingsOf(form: FormData): FollowUpSettings {
  const number = (name: string) => Number(textOf(form, name));
  return {
    weeks: {
      high: number('high') || null,
      normal: number('normal') || null,
      low: number('low') || null,
    },
    remindDaysBefore: number('remindDaysBefore'),
    teamDaysAfter: number('teamDaysAfter'),
    checkAfterDays: number('checkAfterDays'),
    approvers: tickedOf(form, 'approvers'),
  };
}
