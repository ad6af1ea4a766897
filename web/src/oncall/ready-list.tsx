import type { ReadyMethod, ReadyPerson } from '@muster/contract/oncall/readiness';
import { paths } from '../paths.ts';
import { span } from '../ui/duration.ts';
import { Go } from '../ui/go.tsx';
import { Mark, Shape } from '../ui/mark.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { Ago, Sentence } from '../ui/time.tsx';
import { words as oncall } from './messages.ts';
import { faultOf } from './readiness.ts';
import { words } from './readiness-messages.ts';

/** People by name, each with every contact method, its proof, and the latest paging test. Nothing for nobody. */
export function ReadyList({ title, people, now }: { title: string; people: ReadyPerson[]; now: number }) {
  if (people.length === 0) return null;
  return (
    <Section title={title}>
      <Rows label={title}>
        {people.map((one) => (
          <Person key={one.person} one={one} now={now} />
        ))}
      </Rows>
    </Section>
  );
}

function Person({ one: { person, fullName, schedules, problem, methods, lastTest }, now }: PersonProps) {
  return (
    <li className="grid grid-cols-1 gap-x-6 gap-y-1 px-3 py-3 text-sm md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="min-w-0">
        <Go
          to={paths.people({ q: person })}
          className="font-medium underline-offset-2 hover:underline pointer-coarse:flex pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          {fullName}
        </Go>
        <p className="text-quiet">{words.on(schedules)}</p>
        <p className="text-quiet">
          {lastTest === null ? (
            words.noTest
          ) : lastTest.answered ? (
            <>
              {words.test.answered(span((lastTest.afterSeconds ?? 0) * 1000))}, <Ago at={lastTest.at} />
            </>
          ) : (
            <>
              <Mark tone="critical" word={words.test.missed} /> <Ago at={lastTest.at} />
            </>
          )}
        </p>
      </div>
      <div className="min-w-0">
        {problem && (
          <p className="mb-1 flex items-baseline gap-2">
            <span className="translate-y-0.5">
              <Shape tone="critical" />
            </span>
            <span>
              <Sentence text={problem} />
            </span>
          </p>
        )}
        {methods.length === 0 ? (
          <p className="text-quiet">{words.noMethod}</p>
        ) : (
          <ul className="space-y-1">
            {methods.map((method) => (
              <Method key={method.id} method={method} now={now} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

interface PersonProps {
  one: ReadyPerson;
  now: number;
}

/** What no rule uses is told quietly: it wakes nobody, and hurts nobody when it does not work. */
function Method({ method, now }: { method: ReadyMethod; now: number }) {
  const { id, kind, after, provenAt } = method;
  const fault = faultOf(method, now);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <span>
        {oncall.kindShort[kind] ?? kind} <span className="text-quiet">({id})</span>
      </span>
      <span className="text-quiet">{words.after(after)}</span>
      <span className="sm:ml-auto sm:text-right">
        {fault ? (
          <Mark tone={after === null ? 'quiet' : 'warning'} word={words.faults[fault]} />
        ) : (
          <span className="text-quiet">
            {provenAt === null ? (
              words.never
            ) : (
              <>
                {words.proved} <Ago at={provenAt} />
              </>
            )}
          </span>
        )}
      </span>
    </li>
  );
}
