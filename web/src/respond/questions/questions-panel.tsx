import type { Incident } from '@muster/contract/respond/incidents';
import type { QuestionBox } from '@muster/contract/respond/questions';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import type { PanelProps } from '../panel.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { questionsOf, useAnswer } from './queries.ts';

/** What those who wait ask, for whoever answers; everybody else reads whom it reaches. */
export function QuestionsPanel({ incident, readOnly }: PanelProps) {
  const query = useQuery({ ...questionsOf(incident), enabled: !readOnly });
  if (readOnly) return null;
  return (
    <Section title={words.title}>
      <QueryView query={query} rows={2}>
        {(box) => <Waiting incident={incident} box={box} />}
      </QueryView>
    </Section>
  );
}

function Waiting({
  incident,
  box: { waiting, reaches, news, answered },
}: {
  incident: Incident;
  box: QuestionBox;
}) {
  if (waiting === null)
    return <p className="text-sm text-quiet">{reaches === null ? words.nobody : words.others(reaches)}</p>;
  return (
    <div className="space-y-2">
      {waiting.length === 0 ? (
        <Empty title={words.none}>{words.noneText}</Empty>
      ) : (
        <Rows label={words.toAnswer}>
          {waiting.map((one) => (
            <WaitingRow key={one.id} incident={incident} question={one} hasNews={news !== null} />
          ))}
        </Rows>
      )}
      {answered && answered.all > 0 && (
        <p className="text-sm text-quiet">{words.counts(answered.all, answered.alone)}</p>
      )}
    </div>
  );
}

interface RowProps {
  incident: Incident;
  question: NonNullable<QuestionBox['waiting']>[number];
  hasNews: boolean;
}

function WaitingRow({ incident, question, hasNews }: RowProps) {
  const [text, setText] = useState('');
  const answer = useAnswer(incident);
  const done = { onSuccess: () => say(words.done) };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') answer.mutate({ question: question.id, text: text.trim() }, done);
  };
  return (
    <li className="space-y-2 px-3 py-2">
      <p className="wrap-anywhere whitespace-pre-wrap">{question.text}</p>
      <p className="flex flex-wrap gap-x-3 text-sm text-quiet">
        <span>
          {question.by}, <Ago at={question.askedAt} />
        </span>
        {question.newsMayAnswer && <Mark tone="info" word={words.fitting} />}
      </p>
      <form onSubmit={send} className="space-y-2">
        <Area
          label={words.own}
          value={text}
          rows={2}
          maxLength={2_000}
          onChange={(event) => setText(event.target.value)}
        />
        <Wrong text={errorBeside(answer.error, [])} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="small" busy={answer.isPending}>
            {words.answer}
          </Button>
          {hasNews && (
            <Button
              size="small"
              look={question.newsMayAnswer ? 'primary' : 'plain'}
              busy={answer.isPending}
              onClick={() => answer.mutate({ question: question.id }, done)}
            >
              {words.withNews}
            </Button>
          )}
        </div>
      </form>
    </li>
  );
}
