import {
  answerScorecard,
  type ScorecardAnswer,
  type ScorecardRow,
  scorecardAnswers,
  scoreOf,
} from '@muster/contract/learn/scorecard';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import type { PartProps } from '../retrospective/panel.ts';
import { useAct } from '../retrospective/queries.ts';
import { words } from './messages.ts';

/** How the response went, question by question; what the record tells stands with its reason. */
export function Scorecard({ one, readOnly }: PartProps) {
  const { yes, of } = scoreOf(one.scorecard);
  const shown = readOnly ? one.scorecard.filter(({ answer }) => answer !== null) : one.scorecard;
  if (shown.length === 0) return null;
  return (
    <Section
      title={words.title}
      beside={<span className="figures text-sm text-quiet">{words.score(yes, of)}</span>}
    >
      {!readOnly && <p className="mb-2 text-sm text-quiet">{words.hint}</p>}
      <ul aria-label={words.title} className="divide-y divide-line rounded-lg border border-line bg-raised">
        {shown.map((row) => (
          <li key={row.question} className="px-3 py-2.5 text-sm">
            {readOnly ? <Told row={row} /> : <Asked one={one} row={row} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Told({ row }: { row: ScorecardRow }) {
  const { question, answer, said, note, told } = row;
  const tone = answer === 'yes' ? 'text-ok' : answer === 'no' ? 'text-warning' : 'text-quiet';
  return (
    <div className="flex items-baseline justify-between gap-3">
      <span className="min-w-0">
        {words.questions[question]}
        {!said && told && <span className="block text-xs text-quiet">{told.reason}</span>}
        {note !== '' && <span className="block text-xs wrap-anywhere text-quiet">{note}</span>}
      </span>
      <span className={`shrink-0 font-medium ${tone}`}>{answer && words.answers[answer]}</span>
    </div>
  );
}

function Asked({ one, row }: Pick<PartProps, 'one'> & { row: ScorecardRow }) {
  const { question, said, told } = row;
  const [note, setNote] = useState<string | null>(null);
  const save = useAct(one, (body: { answer: ScorecardAnswer | null; note: string }) =>
    call(answerScorecard, { params: { id: one.id, question }, body }),
  );
  const written = note ?? row.note;
  const choose = (text: string) => {
    const answer = scorecardAnswers.find((each) => each === text) ?? null;
    save.mutate({ answer, note: answer === null ? '' : written });
  };
  return (
    <div className="space-y-1.5">
      <div className="grid grid-cols-1 items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_13rem]">
        <span>{words.questions[question]}</span>
        <Choice
          label={words.questions[question]}
          isLabelHidden
          value={said ? (row.answer ?? '') : ''}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{told ? words.record(words.answers[told.answer]) : words.open}</option>
          {scorecardAnswers.map((answer) => (
            <option key={answer} value={answer}>
              {words.answers[answer]}
            </option>
          ))}
        </Choice>
      </div>
      {told && (
        <p className="text-xs text-quiet">
          {words.byRecord} {told.reason}
        </p>
      )}
      {said && row.answer !== null && (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ answer: row.answer, note: written }, { onSuccess: () => setNote(null) });
          }}
        >
          <div className="min-w-0 flex-1">
            <Field
              label={words.noteOf(words.questions[question])}
              isLabelHidden
              placeholder={words.note}
              value={written}
              maxLength={500}
              autoComplete="off"
              onChange={({ target }) => setNote(target.value)}
            />
          </div>
          {written !== row.note && (
            <Button type="submit" size="small" busy={save.isPending}>
              {words.save}
            </Button>
          )}
        </form>
      )}
    </div>
  );
}
