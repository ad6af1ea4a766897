import { putRetrospectiveSettings, type RetrospectiveSettings } from '@muster/contract/learn/triggers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Section } from '../../ui/section.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';
import { retrospectiveSettings, schedulesToChoose } from './queries.ts';

const limits = ['visibleMinutes', 'resolveMinutes'] as const;
const hints = { visibleMinutes: words.visibleHint, resolveMinutes: words.resolveHint };
const marks = ['dataLoss', 'intervention', 'monitoringMiss'] as const;

/** When a retrospective is due; everybody may look, administrators change it. */
export function SettingsForm({ stored }: { stored: RetrospectiveSettings }) {
  const [value, setValue] = useState(stored);
  const whyNot = useWhyNotAdmin();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => call(putRetrospectiveSettings, { body: value }),
    onSuccess: (saved) => {
      client.setQueryData(retrospectiveSettings.queryKey, saved);
      say(words.saved, 'ok');
    },
  });
  const set = (part: Partial<RetrospectiveSettings>) => setValue((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === undefined && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className="max-w-3xl space-y-8" noValidate>
      <Section title={words.rules}>
        <p className="mb-3 text-sm text-quiet">{words.rulesAbout}</p>
        <div className="space-y-4 rounded-lg border border-line bg-raised p-4">
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {limits.map((name) => (
              <Field
                key={name}
                label={words[name]}
                hint={hints[name]}
                error={errorAt(save.error, `/${name}`)}
                type="number"
                inputMode="numeric"
                min={1}
                max={10_080}
                value={value[name] ?? ''}
                onChange={({ target }) => set({ [name]: target.value === '' ? null : Number(target.value) })}
              />
            ))}
          </div>
          <div>
            {marks.map((name) => (
              <label key={name} className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  checked={value[name]}
                  onChange={({ target }) => set({ [name]: target.checked })}
                />
                {words[name]}
              </label>
            ))}
          </div>
        </div>
      </Section>
      <Section title={words.days}>
        <p className="mb-3 text-sm text-quiet">{words.daysAbout}</p>
        <Holidays value={value.holidays} onChange={(holidays) => set({ holidays })} />
      </Section>
      <Wrong
        text={errorBeside(
          save.error,
          limits.map((name) => `/${name}`),
        )}
      />
      <Button type="submit" look="primary" whyNot={whyNot} busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

function Holidays({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const names = useQuery(schedulesToChoose).data?.items.map((one) => one.name) ?? [];
  const shown = value === null || names.includes(value) ? names : [value, ...names];
  return (
    <div className="max-w-sm">
      <Choice
        label={words.schedule}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{words.noSchedule}</option>
        {shown.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Choice>
    </div>
  );
}
