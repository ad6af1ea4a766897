import { addTemporary, previewTemporary } from '@muster/contract/oncall/temporary-schedules';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { useSettled } from '../ui/settled.ts';
import { problemOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import type { Known } from './person-picker.tsx';
import { faultsOf } from './rota-draft.ts';
import { Layers } from './rota-editor.tsx';
import { bodyOf, startingOn, type TemporaryDraft } from './temporary-draft.ts';
import { words } from './temporary-messages.ts';
import { TemporaryResult } from './temporary-result.tsx';

interface Props {
  schedule: string;
  initial: TemporaryDraft;
  people: readonly Known[];
  whyNot: string | undefined;
  onSaved: () => void;
}

type Body = BodyOf<typeof addTemporary>;

/** The span and its turns on one side; who would gain and lose what on the other. */
export function TemporaryForm({ schedule, initial, people, whyNot, onSaved }: Props) {
  const [draft, setDraft] = useState(initial);
  const [now] = useState(() => Temporal.Instant.fromEpochMilliseconds(nowMs()));
  const client = useQueryClient();
  const body = bodyOf(useSettled(draft));
  const result = useQuery(resultOf(schedule, body));
  const save = useMutation({
    mutationFn: (given: Body) =>
      call(addTemporary, { params: { name: schedule }, body: given, idempotencyKey: crypto.randomUUID() }),
    onSuccess: async () => {
      say(words.saved);
      await client.invalidateQueries({ queryKey: [`schedule:${schedule}`] });
      await client.invalidateQueries({ queryKey: ['schedules'] });
      onSaved();
    },
  });
  const faults = faultsOf(problemOf(result.error ?? save.error)?.errors ?? []);
  const ready = bodyOf(draft);
  const why = draft.name.trim() === '' ? words.nameNeeded : ready ? undefined : words.timesNeeded;
  const beside = errorBeside(save.error, ['/name', '/start', '/end']);
  return (
    <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-2">
      <form onSubmit={(event) => event.preventDefault()} className="space-y-5">
        <SpanFields draft={draft} error={save.error ?? result.error} onChange={setDraft} />
        <Layers
          draft={draft.rota}
          now={now}
          today={draft.from.slice(0, 10)}
          people={people}
          faults={faults}
          onChange={(rota) => setDraft({ ...draft, rota })}
        />
      </form>
      <div className="space-y-6 xl:sticky xl:top-4">
        <TemporaryResult zone={draft.rota.timeZone} body={body} result={result} />
        <Wrong text={beside} />
        <Button
          look="primary"
          className="w-full"
          whyNot={whyNot ?? why}
          busy={save.isPending}
          onClick={() => ready && save.mutate(ready)}
        >
          {words.save}
        </Button>
      </div>
    </div>
  );
}

function resultOf(schedule: string, body: Body | undefined) {
  return {
    queryKey: ['schedules', 'temporary', schedule, body?.start, body?.end, body?.rota],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(previewTemporary, {
        params: { name: schedule },
        // Its name has no part in what it does.
        body: { ...(body ?? nothing), name: 'preview' },
        signal,
      }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  };
}

const nothing: Body = { name: '', start: '', end: '', rota: { timeZone: 'UTC', layers: [] } };

interface SpanProps {
  draft: TemporaryDraft;
  error: unknown;
  onChange: (draft: TemporaryDraft) => void;
}

function SpanFields({ draft, error, onChange }: SpanProps) {
  const isWrong = draft.from !== '' && draft.until !== '' && draft.from >= draft.until;
  return (
    <div className="space-y-3">
      <Field
        label={words.name}
        hint={words.nameHint}
        value={draft.name}
        maxLength={80}
        autoComplete="off"
        error={errorAt(error, '/name')}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Field
          label={words.from}
          type="datetime-local"
          value={draft.from}
          error={errorAt(error, '/start')}
          onChange={(event) => onChange(startingOn(draft, event.target.value))}
        />
        <Field
          label={words.until}
          type="datetime-local"
          value={draft.until}
          error={isWrong ? words.badTimes : errorAt(error, '/end')}
          onChange={(event) => onChange({ ...draft, until: event.target.value })}
        />
      </div>
      <p className="text-xs text-quiet">{words.clock(draft.rota.timeZone)}</p>
    </div>
  );
}
