import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTicking } from '../../ui/clock.ts';
import { span } from '../../ui/duration.ts';
import { Mark } from '../../ui/mark.tsx';
import { Term } from '../../ui/term.tsx';
import { Ago, At, Countdown } from '../../ui/time.tsx';
import { ImpactShort } from '../impact/impact-short.tsx';
import type { PanelProps } from '../panel.ts';
import { useReviewPlan } from '../plan/queries.ts';
import { respondSettings, type TextField, textOf } from '../queries.ts';
import { Answer, EditButton, Said } from './answer.tsx';
import { impactNow, newsOf, whoDoesWhat } from './facts.ts';
import { words } from './messages.ts';
import { TextEdit } from './text-edit.tsx';

/** What is happening, what comes next, who does what, when is the next news: nobody scrolls for one of them. */
export function FourAnswers(props: PanelProps) {
  return (
    <section
      aria-label={words.four}
      className="grid divide-line overflow-hidden rounded-xl border border-line bg-raised max-lg:divide-y sm:grid-cols-2 lg:grid-cols-4 lg:divide-x"
    >
      <Known {...props} />
      <Plan {...props} />
      <Who {...props} />
      <News {...props} />
    </section>
  );
}

function Known(props: PanelProps) {
  const { incident } = props;
  const impact = impactNow(incident);
  return (
    <Written
      {...props}
      title={words.know}
      field="summary"
      empty={words.knowNothing}
      below={
        <p className="[overflow-wrap:anywhere]">
          <span className="text-quiet">
            <Term name="impact">{words.impactNow}</Term>:{' '}
          </span>
          {impact ? <ImpactShort impact={impact} /> : words.impactUnknown}
        </p>
      }
    />
  );
}

function Plan(props: PanelProps) {
  const { incident, readOnly } = props;
  const { plan } = incident;
  const review = useReviewPlan(incident);
  return (
    <Written
      {...props}
      title={words.next}
      field="plan"
      empty={words.nextNothing}
      below={
        plan && (
          <div className="space-y-0.5">
            {plan.options && (
              <p className="text-quiet [overflow-wrap:anywhere]">
                {words.planOptions} {plan.options.join('; ')}
              </p>
            )}
            <p className="flex flex-wrap items-center gap-x-2 text-xs text-quiet">
              <span>
                {plan.by.name}, <Ago at={plan.at} />
              </span>
              {!readOnly && (
                <button
                  type="button"
                  onClick={() => review.mutate({ answer: 'kept', options: [] })}
                  className="min-h-6 font-medium text-accent underline underline-offset-2"
                >
                  {words.planHolds}
                </button>
              )}
            </p>
          </div>
        )
      }
    />
  );
}

interface WrittenProps extends PanelProps {
  title: string;
  field: TextField;
  empty: string;
  below: ReactNode;
}

function Written({ incident, readOnly, title, field, empty, below }: WrittenProps) {
  const [editing, setEditing] = useState(false);
  const text = textOf(incident, field);
  const edit = !readOnly && !editing && <EditButton label={title} onPress={() => setEditing(true)} />;
  return (
    <Answer title={title} beside={edit}>
      {editing ? (
        <TextEdit incident={incident} label={title} field={field} onDone={() => setEditing(false)} />
      ) : (
        <>
          {text === '' ? <p className="text-quiet">{empty}</p> : <Said text={text} />}
          {below}
        </>
      )}
    </Answer>
  );
}

/** The commander first, always; then who else holds what, and how many work. */
function Who({ incident }: PanelProps) {
  const roles = useQuery(respondSettings).data?.roles ?? [];
  const { others, people, open, unowned, running } = whoDoesWhat(incident);
  const label = (role: string) => roles.find((one) => one.name === role)?.label ?? role;
  return (
    <Answer title={words.who}>
      <div className="flex flex-wrap gap-x-4 gap-y-1 sm:flex-col">
        <p className="font-medium" aria-live="polite">
          {incident.commander === null && running ? (
            <Mark tone="critical" word={words.noCommander} />
          ) : (
            <>
              <span className="font-normal text-quiet">
                <Term name="commander">{words.commander}</Term>:{' '}
              </span>
              {incident.commander ?? words.nobody}
            </>
          )}
        </p>
        {others.map(({ role, names }) => (
          <p key={role}>
            <span className="text-quiet">{label(role)}: </span>
            {names.join(', ')}
          </p>
        ))}
      </div>
      <p className="text-quiet">{words.working(people, open)}</p>
      {unowned > 0 && <Mark tone="warning" word={words.unowned(unowned)} />}
    </Answer>
  );
}

function News({ incident }: PanelProps) {
  const news = newsOf(incident);
  return (
    <Answer title={words.news}>
      {news.length === 0 && <p className="text-quiet">{words.noNews}</p>}
      <div className="grid grid-cols-2 gap-x-5 gap-y-1 sm:grid-cols-1">
        {news.map(({ audience, dueAt, lastAt }) => (
          <p key={audience} className="flex flex-wrap items-baseline justify-between gap-x-2">
            <span className="text-quiet">{words.audiences[audience]}</span>
            {dueAt ? (
              <Due at={dueAt} />
            ) : (
              <span className="text-quiet">
                {words.lastNews} {lastAt ? <At at={lastAt} /> : words.neverNews}
              </span>
            )}
          </p>
        ))}
      </div>
    </Answer>
  );
}

/** What is left; what is late says by how much. */
function Due({ at }: { at: string }) {
  const late = useTicking((now) => (Date.parse(at) <= now ? words.late(span(now - Date.parse(at))) : ''));
  if (late !== '') return <Mark tone="warning" word={late} />;
  return (
    <span className="font-medium">
      <Countdown to={at} />
    </span>
  );
}
