import { keepTime, type TimeChange } from '@muster/contract/learn/facilitation';
import { isRoundDue, secondsSpent } from '@muster/contract/learn/session-parts';
import type { Session } from '@muster/contract/learn/sessions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { inputClass } from '../../ui/field.tsx';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { pathOf } from '../retrospective/path-of.ts';
import { cardsOf } from '../retrospective/queries.ts';
import { words } from './messages.ts';
import { useSessionAct } from './queries.ts';

type Report = Session['reports'][number];

/** What is told, and how long it takes: everybody sees the same clock. */
export function Agenda({ one }: { one: Session }) {
  return (
    <Section title={words.agenda}>
      {one.reports.length === 0 ? (
        <p className="text-sm text-quiet">{words.noAgenda}</p>
      ) : (
        <Rows label={words.agenda}>
          {one.reports.map((report) => (
            <li key={report.id} className="space-y-2 px-3 py-2.5">
              <Told report={report} />
              <Time one={one} report={report} />
              {one.facilitates && one.state !== 'cancelled' && <Cards report={report.id} />}
            </li>
          ))}
        </Rows>
      )}
    </Section>
  );
}

function Told({ report: { id, ref, title, services, state } }: { report: Report }) {
  const isPublished = state === 'published';
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <Go
        to={isPublished ? paths.publishedReport(id) : pathOf({ id, ref })}
        data-row
        className="min-w-0 flex-1 basis-60 hover:underline"
      >
        <span className="block font-medium wrap-anywhere">{title}</span>
        <span className="text-sm text-quiet">
          {[ref, words.services(services)].filter(Boolean).join(', ')}
        </span>
      </Go>
      {!isPublished && (
        <Mark tone={state === 'draft' ? 'warning' : 'info'} word={words.reportStates[state]} />
      )}
    </div>
  );
}

function Time({ one, report }: { one: Session; report: Report }) {
  const whyNot = useWhyNotRespond();
  const { time } = report;
  const spent = useTicking((now) => secondsSpent(time, now));
  const save = useSessionAct(
    one.id,
    (body: TimeChange) => call(keepTime, { params: { id: one.id, report: report.id }, body }),
    undefined,
    { quiet: true },
  );
  const isRunning = time.runningSince !== null;
  const isOver = spent > time.minutes * 60;
  const hasBegun = useTicking((now) => (now >= Date.parse(one.startsAt) ? 1 : 0)) === 1;
  const canRun = one.state === 'planned' && (hasBegun || isRunning) && whyNot === undefined;
  const isMine = one.state === 'planned' && one.facilitates && whyNot === undefined;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Spent isRunning={isRunning} spent={spent} minutes={isMine ? null : time.minutes} />
        {isMine && <Minutes report={report} onSave={(minutes) => save.mutate({ minutes })} />}
        {isOver && <Mark tone="warning" word={words.time.over} />}
        {canRun && (
          <Button
            size="small"
            busy={save.isPending}
            aria-label={isRunning ? words.time.stopOf(report.title) : words.time.startOf(report.title)}
            onClick={() => save.mutate({ running: !isRunning })}
          >
            {isRunning ? words.time.stop : spent > 0 ? words.time.goOn : words.time.start}
          </Button>
        )}
      </div>
      {canRun && <Round time={time} spent={spent} onDone={() => save.mutate({ round: true })} />}
    </div>
  );
}

interface SpentProps {
  isRunning: boolean;
  spent: number;
  /** How long it may take; null where a field beside it says so. */
  minutes: number | null;
}

function Spent({ isRunning, spent, minutes }: SpentProps) {
  if (spent === 0 && minutes === null) return null;
  const text =
    minutes === null ? words.time.ofField(clockText(spent)) : words.time.of(clockText(spent), minutes);
  return (
    <span
      role="timer"
      aria-live="off"
      className={isRunning ? 'font-semibold tabular-nums' : 'text-quiet tabular-nums'}
    >
      {spent === 0 && minutes !== null ? words.time.planned(minutes) : text}
    </span>
  );
}

function Minutes({ report: { title, time }, onSave }: { report: Report; onSave: (minutes: number) => void }) {
  return (
    <label className="flex items-center gap-2 text-quiet">
      <span className="sr-only">{words.time.minutesOf(title)}</span>
      <input
        type="number"
        min={1}
        max={480}
        defaultValue={time.minutes}
        key={time.minutes}
        onBlur={({ target }) => {
          const minutes = target.valueAsNumber;
          if (target.validity.valid && Number.isInteger(minutes) && minutes !== time.minutes) onSave(minutes);
        }}
        className={`${inputClass} min-h-8 w-20! py-1`}
      />
      <span aria-hidden="true">{words.time.minutes}</span>
    </label>
  );
}

/** After a while: whether everybody was heard. It knows how long was talked, and nothing of who talked. */
function Round({ time, spent, onDone }: { time: Report['time']; spent: number; onDone: () => void }) {
  const isDue = useTicking((now) => (isRoundDue(time, now) ? 1 : 0)) === 1;
  if (!isDue) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-info-soft px-3 py-2 text-sm">
      <p className="min-w-0 flex-1 basis-60">{words.time.round(Math.floor((spent - time.roundAt) / 60))}</p>
      <Button size="small" onClick={onDone}>
        {words.time.rounded}
      </Button>
    </div>
  );
}

/** What a facilitator may ask at each row; fetched when it is opened, so that no shared screen shows it by itself. */
function Cards({ report }: { report: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="text-sm" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-8 w-fit cursor-pointer py-1.5 text-quiet hover:text-text pointer-coarse:min-h-11 pointer-coarse:py-3">
        {words.cards}
      </summary>
      {isOpen && <CardRows report={report} />}
    </details>
  );
}

function CardRows({ report }: { report: string }) {
  return (
    <QueryView query={useQuery(cardsOf(report))}>
      {({ cards }) =>
        cards.length === 0 ? (
          <p className="text-quiet">{words.noCards}</p>
        ) : (
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
            tabIndex={0}
            aria-label={words.cards}
            className="max-h-96 overflow-y-auto rounded-md bg-sunken p-3"
          >
            <ol className="space-y-3">
              {cards.map(({ row, at, text, questions }) => (
                <li key={row}>
                  <p className="text-quiet">
                    <Dated at={at} />
                  </p>
                  <p className="font-medium wrap-anywhere whitespace-pre-line">{text}</p>
                  <ul className="list-disc pl-5">
                    {questions.map((question) => (
                      <li key={question}>{question}</li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
          </section>
        )
      }
    </QueryView>
  );
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}
