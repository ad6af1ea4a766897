import { askQuestion, turnQuestion } from '@muster/contract/learn/facilitation';
import type { Question } from '@muster/contract/learn/session-parts';
import type { Session } from '@muster/contract/learn/sessions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Rows, Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { useSessionAct } from './queries.ts';

const said = words.questions;

/** Nobody knows who asks. Whoever leads sees all of them; others, those that were taken up. */
export function Questions({ one }: { one: Session }) {
  return (
    <Section title={said.title}>
      <div className="space-y-3">
        <p className="text-sm text-quiet">{said.about}</p>
        {one.questions.length === 0 ? (
          <p className="text-sm">{one.facilitates ? said.noneYet : said.none}</p>
        ) : (
          <Rows label={said.title}>
            {one.questions.map((question) => (
              <Row key={question.id} one={one} question={question} />
            ))}
          </Rows>
        )}
        {one.state !== 'cancelled' && <Ask id={one.id} />}
      </div>
    </Section>
  );
}

function Row({ one, question: { id, text, state } }: { one: Session; question: Question }) {
  const turn = useSessionAct(
    one.id,
    (to: 'open' | 'aside') =>
      call(turnQuestion, { params: { id: one.id, question: id }, body: { state: to } }),
    undefined,
    { quiet: true },
  );
  return (
    <li className="space-y-1 px-3 py-2.5 text-sm">
      <p className="whitespace-pre-line wrap-anywhere">{text}</p>
      {one.facilitates && (
        <p className="flex flex-wrap items-center gap-2 text-quiet">
          <span>{said.states[state]}</span>
          {state !== 'open' && (
            <Button
              size="small"
              aria-label={said.openOf(text.slice(0, 80))}
              busy={turn.isPending}
              onClick={() => turn.mutate('open')}
            >
              {said.open}
            </Button>
          )}
          {state !== 'aside' && (
            <Button
              size="small"
              look="quiet"
              aria-label={said.asideOf(text.slice(0, 80))}
              busy={turn.isPending}
              onClick={() => turn.mutate('aside')}
            >
              {said.aside}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}

function Ask({ id }: { id: string }) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const ask = useMutation({
    mutationFn: (text: string) => call(askQuestion, { params: { id }, body: { text } }),
    onSuccess: () => {
      form.current?.reset();
      say(said.asked);
      return client.invalidateQueries({ queryKey: ['sessions', id] });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(textOf(new FormData(event.currentTarget), 'text'));
  };
  return (
    <form ref={form} onSubmit={submit} className="space-y-2">
      <Area label={said.text} name="text" rows={2} maxLength={1_000} required />
      <Button type="submit" busy={ask.isPending}>
        {said.ask}
      </Button>
    </form>
  );
}
