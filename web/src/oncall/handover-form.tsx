import { type draftHandover, handOver } from '@muster/contract/oncall/handover';
import type { AnswerOf, BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Area, Choice } from '../ui/field.tsx';
import { errorAt, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { words } from './handover-messages.ts';
import { useHandoverNotes } from './handover-notes.ts';
import { HandoverWrong } from './handover-wrong.tsx';

interface Props {
  schedule: string;
  draft: AnswerOf<typeof draftHandover>;
  /** Whoever could accept it. */
  people: readonly { name: string; fullName: string }[];
  whyNot: string | undefined;
}

/** Hands over to the next on the rota, or to somebody by name. What was written stays until it has arrived. */
export function HandoverForm({ schedule, draft, people, whyNot }: Props) {
  const me = useMe().name;
  const client = useQueryClient();
  const { notes, wantsReadBack, ...draftOf } = useHandoverNotes(me, schedule, draft.draft);
  const next = draft.to.filter((name) => name !== me);
  const send = useMutation({
    mutationFn: (body: BodyOf<typeof handOver>) =>
      call(handOver, { params: { name: schedule }, body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      draftOf.forget();
      say(words.form.sent);
    },
    onSettled: () => {
      for (const topic of [`schedule:${schedule}`, 'handovers'])
        void client.invalidateQueries({ queryKey: [topic] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const to = textOf(form, 'to');
    send.mutate({
      notes: notes.trim(),
      wantsReadBack,
      ...(to ? { to: [to] } : {}),
    });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Choice
        label={words.form.to}
        name="to"
        required={next.length === 0}
        error={errorAt(send.error, '/to') ?? errorAt(send.error, '/to/0')}
      >
        <option value="">{words.form.next(next)}</option>
        {people
          .filter((one) => one.name !== me)
          .map((one) => (
            <option key={one.name} value={one.name}>
              {one.fullName}
            </option>
          ))}
      </Choice>
      <Area
        label={words.form.notes}
        hint={draftOf.isError ? words.form.notKept : draftOf.isKept ? words.form.kept : words.form.notesHint}
        rows={5}
        maxLength={5000}
        value={notes}
        onChange={(event) => draftOf.write({ notes: event.target.value })}
        error={errorAt(send.error, '/notes')}
      />
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          checked={wantsReadBack}
          onChange={(event) => draftOf.write({ wantsReadBack: event.target.checked })}
          className="size-6"
        />
        <span>
          {words.form.wantsReadBack}
          <span className="block text-xs text-quiet">{words.form.wantsReadBackHint}</span>
        </span>
      </label>
      <HandoverWrong error={send.error} shown={['/to', '/to/0', '/notes']} />
      <Button type="submit" look="primary" whyNot={whyNot} busy={send.isPending}>
        {words.form.send}
      </Button>
    </form>
  );
}
