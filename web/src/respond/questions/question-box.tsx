import { type QuestionBox as Box, mayAnswer, type Question } from '@muster/contract/respond/questions';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Ago } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { questionsOf, useAsk } from './queries.ts';

/** For whoever waits for news: one box, and below it what they asked. `isOver`: nobody answers any more. */
export function QuestionBox({ incident, isOver }: { incident: { id: string }; isOver: boolean }) {
  const query = useQuery(questionsOf(incident));
  return (
    <Section title={words.title}>
      <QueryView query={query} rows={2}>
        {(box) => (
          <div className="space-y-4">
            {!isOver && <AskForm incident={incident} box={box} />}
            {box.mine.length > 0 && <Mine questions={box.mine} />}
          </div>
        )}
      </QueryView>
    </Section>
  );
}

/** Where the last news seem to answer it, they are shown before anybody is asked. */
function AskForm({ incident, box }: { incident: { id: string }; box: Box }) {
  const [text, setText] = useState('');
  const [checks, setChecks] = useState(false);
  const ask = useAsk(incident);
  const { news, reaches } = box;
  const send = (answered: boolean) =>
    ask.mutate(
      { text: text.trim(), ...(answered ? { answered } : {}) },
      {
        onSuccess: () => {
          say(answered ? words.glad : words.sent);
          setText('');
          setChecks(false);
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || ask.isPending) return;
    if (!checks && news && mayAnswer(text, news.text)) setChecks(true);
    else send(false);
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <Area
        label={words.ask}
        hint={words.hint(reaches)}
        value={text}
        maxLength={1_000}
        rows={2}
        required
        onChange={(event) => {
          setText(event.target.value);
          setChecks(false);
        }}
      />
      <Wrong text={errorBeside(ask.error, [])} />
      {checks && news ? (
        <div role="status" className="space-y-3 rounded-md border border-line bg-sunken p-3">
          <p className="text-sm font-medium">{words.maybe}</p>
          <blockquote className="wrap-anywhere whitespace-pre-wrap">{news.text}</blockquote>
          <p className="text-sm text-quiet">
            <Ago at={news.at} />
          </p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" busy={ask.isPending} onClick={() => send(true)}>
              {words.yes}
            </Button>
            <Button type="submit">{words.no}</Button>
          </div>
        </div>
      ) : (
        <Button type="submit" busy={ask.isPending}>
          {words.send}
        </Button>
      )}
    </form>
  );
}

function Mine({ questions }: { questions: readonly Question[] }) {
  return (
    <div>
      <h3 className="mb-2 text-sm font-medium text-quiet">{words.mine}</h3>
      <ul className="space-y-3" aria-live="polite">
        {questions.map(({ id, text, askedAt, answer }) => (
          <li key={id} className="border-l-2 border-line pl-3">
            <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
            {answer && <p className="mt-1 wrap-anywhere whitespace-pre-wrap font-medium">{answer.text}</p>}
            <p className="text-sm text-quiet">
              {answer
                ? answer.by && answer.how === 'words'
                  ? words.answeredBy(answer.by)
                  : words.byNews
                : words.waiting}
              , <Ago at={answer?.at ?? askedAt} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
