import { addComment } from '@muster/contract/learn/parts';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { PersonChoice } from './person-choice.tsx';
import { useAct } from './queries.ts';

const blank = { text: '', praise: '', lead: '' };

/** Says something about the whole, or about the row or factor of that id; whoever is thanked hears of it, and their lead. */
export function CommentForm({ one, about }: Pick<PartProps, 'one'> & { about: string }) {
  const [draft, setDraft] = useState(blank);
  const { text, praise, lead } = draft;
  const send = useAct(
    one,
    () =>
      call(addComment, {
        params: { id: one.id },
        body: {
          text,
          about,
          ...(praise === '' ? {} : { praise }),
          ...(praise === '' || lead === '' ? {} : { lead }),
        },
      }),
    { quiet: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || send.isPending) return;
    send.mutate(undefined, { onSuccess: () => setDraft(blank) });
  };
  return (
    <form onSubmit={submit} className="space-y-3 rounded-lg border border-line bg-raised p-3">
      <Area
        label={words.say}
        value={text}
        rows={2}
        maxLength={2_000}
        onChange={({ target }) => setDraft({ ...draft, text: target.value })}
      />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-40 flex-1">
          <PersonChoice
            label={words.praise}
            value={praise}
            nobody={words.praiseNobody}
            onChange={(person) => setDraft({ ...draft, praise: person })}
          />
        </div>
        {praise !== '' && (
          <div className="min-w-40 flex-1">
            <PersonChoice
              label={words.lead}
              value={lead}
              nobody={words.leadNobody}
              without={[praise]}
              onChange={(person) => setDraft({ ...draft, lead: person })}
            />
          </div>
        )}
        <Button type="submit" busy={send.isPending}>
          {words.send}
        </Button>
      </div>
      <Wrong text={errorBeside(send.error, [])} />
    </form>
  );
}
