import { addComment, removeComment } from '@muster/contract/learn/parts';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useMe, useWhyNotRespond } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Section } from '../../ui/section.tsx';
import { Ago } from '../../ui/time.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { PersonChoice } from './person-choice.tsx';
import { useAct } from './queries.ts';

/** What people say beside the report, and whom they thank. */
export function Comments({ one }: Pick<PartProps, 'one'>) {
  const me = useMe().name;
  const mayWrite = useWhyNotRespond() === undefined;
  const remove = useAct(one, (comment: string) => call(removeComment, { params: { id: one.id, comment } }));
  return (
    <Section title={words.comments}>
      <div className="space-y-3">
        {one.comments.length === 0 && <p className="text-sm text-quiet">{words.noComments}</p>}
        {one.comments.length > 0 && (
          <ul
            aria-label={words.comments}
            className="divide-y divide-line rounded-lg border border-line bg-raised"
          >
            {one.comments.map((comment) => (
              <li key={comment.id} className="px-3 py-2 text-sm">
                <p className="flex flex-wrap items-center gap-x-2 text-xs text-quiet">
                  <span className="font-medium text-text">{comment.by}</span>
                  {comment.person && (
                    <span className="font-medium text-ok">{words.thanks(comment.person)}</span>
                  )}
                  <Ago at={comment.at} />
                  {comment.by === me && (
                    <button
                      type="button"
                      className="min-h-6 underline pointer-coarse:min-h-11"
                      onClick={() => remove.mutate(comment.id)}
                    >
                      {words.takeBack}
                    </button>
                  )}
                </p>
                <p className="wrap-anywhere whitespace-pre-line">{comment.text}</p>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && <CommentForm one={one} />}
      </div>
    </Section>
  );
}

function CommentForm({ one }: Pick<PartProps, 'one'>) {
  const [text, setText] = useState('');
  const [praise, setPraise] = useState('');
  const send = useAct(
    one,
    () => call(addComment, { params: { id: one.id }, body: { text, ...(praise === '' ? {} : { praise }) } }),
    { quiet: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || send.isPending) return;
    send.mutate(undefined, {
      onSuccess: () => {
        setText('');
        setPraise('');
      },
    });
  };
  return (
    <form onSubmit={submit} className="space-y-3 rounded-lg border border-line bg-raised p-3">
      <Area
        label={words.say}
        value={text}
        rows={2}
        maxLength={2_000}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-40 flex-1">
          <PersonChoice
            label={words.praise}
            value={praise}
            nobody={words.praiseNobody}
            onChange={setPraise}
          />
        </div>
        <Button type="submit" busy={send.isPending}>
          {words.send}
        </Button>
      </div>
      <Wrong text={errorBeside(send.error, [])} />
    </form>
  );
}
