import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry } from '@muster/contract/respond/state';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { LineForm } from './line-form.tsx';
import { words } from './messages.ts';
import { useObject, useSettle } from './queries.ts';

interface Props {
  incident: Incident;
  entry: Entry;
}

/** One tap says how it ended; a question wants its answer. */
export function SettleButtons({ incident, entry }: Props) {
  const settle = useSettle(incident, entry.id);
  const [answers, setAnswers] = useState(false);
  if (entry.state !== 'open' && entry.state !== 'tripped') return null;
  if (answers)
    return (
      <LineForm
        label={words.answerLabel}
        button={words.save}
        onSubmit={(text) => settle.mutate({ text }, { onSuccess: () => setAnswers(false) })}
        onCancel={() => setAnswers(false)}
      />
    );
  return (
    <div className="flex flex-wrap gap-1.5">
      {choicesFor(entry).map(({ word, body }) => (
        <Button key={word} size="small" busy={settle.isPending} onClick={() => settle.mutate(body)}>
          {word}
        </Button>
      ))}
      {entry.kind === 'question' && (
        <Button size="small" onClick={() => setAnswers(true)}>
          {words.answer}
        </Button>
      )}
      {entry.kind === 'decision' && entry.detail.dueAt !== undefined && (
        <Objection incident={incident} entry={entry} />
      )}
    </div>
  );
}

type Body = Parameters<ReturnType<typeof useSettle>['mutate']>[0];

function choicesFor({ kind, state, detail }: Entry): { word: string; body: Body }[] {
  switch (kind) {
    case 'hypothesis':
      return [
        { word: words.confirm, body: { state: 'confirmed' } },
        { word: words.ruleOut, body: { state: 'ruled-out' } },
      ];
    case 'attempt':
      return (['worked', 'partial', 'no-effect', 'worse'] as const).map((result) => ({
        word: words.results[result],
        body: { result },
      }));
    case 'tripwire':
      return [
        ...(state === 'open' ? [{ word: words.itHappened, body: { state: 'tripped' as const } }] : []),
        { word: state === 'open' ? words.noLonger : words.done, body: {} },
      ];
    case 'decision':
      return detail.dueAt === undefined
        ? [{ word: words.lookedAgain, body: {} }]
        : [
            { word: words.goAhead, body: {} },
            { word: words.dropIt, body: { state: 'ruled-out' } },
          ];
    case 'later':
      return [{ word: words.done, body: {} }];
    default:
      return [];
  }
}

function Objection({ incident, entry }: Props) {
  const object = useObject(incident, entry.id);
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {words.object}
      </Button>
    );
  return (
    <LineForm
      label={words.objection}
      button={words.save}
      onSubmit={(text) => object.mutate(text, { onSuccess: () => setOpen(false) })}
      onCancel={() => setOpen(false)}
    />
  );
}
