import type { Practice, PracticeCheck, Standing } from '@muster/contract/measure/maturity';
import { type ReadinessKind, readinessKinds } from '@muster/contract/measure/readiness';
import { Go } from '../ui/go.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { practices, words } from './maturity-words.ts';

/** How many practices are at their aim; before anything happened, that there is nothing to tell. */
export function Score({ score }: Pick<PracticeCheck, 'score'>) {
  const { now, before } = score;
  return (
    <section aria-label={words.score} className="rounded-lg border border-line bg-raised p-4">
      <p className="text-sm text-quiet">{words.score}</p>
      <p>
        <span className="text-2xl font-semibold tabular-nums">{words.scoreOf(now.held, now.told)}</span>{' '}
        <span className="text-sm text-quiet">{words.scoreMeans}</span>
      </p>
      <p className="mt-1 text-sm text-quiet">{words.scoreBefore(before.held, before.told)}</p>
    </section>
  );
}

/** At most three, each with the place where to begin. */
export function Steps({ steps, hasFigures }: { steps: PracticeCheck['steps']; hasFigures: boolean }) {
  return (
    <Section title={words.next}>
      {steps.length === 0 ? (
        <p className="text-sm text-quiet">{hasFigures ? words.nothingNext : words.nothingYet}</p>
      ) : (
        <>
          <p className="mb-2 text-sm text-quiet">{words.nextMeans}</p>
          <ol
            aria-label={words.next}
            className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised"
          >
            {steps.map((name, i) => (
              <li key={name} className="flex gap-3 px-3 py-2.5">
                <span aria-hidden="true" className="font-semibold tabular-nums text-quiet">
                  {i + 1}
                </span>
                <span className="min-w-0">
                  <span className="font-medium">{practices[name].name}.</span> {practices[name].step}{' '}
                  <Go to={practices[name].to} className="text-accent underline underline-offset-2">
                    {practices[name].link}
                  </Go>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}

/** The practices of each area, with this and the last quarter. */
export function Areas({ all }: { all: readonly Practice[] }) {
  return readinessKinds.map((area) => (
    <Area key={area} area={area} own={all.filter((one) => one.area === area)} />
  ));
}

function Area({ area, own }: { area: ReadinessKind; own: readonly Practice[] }) {
  return (
    <Section title={words.areas[area]}>
      <Rows label={words.areas[area]}>
        {own.map((one) => (
          <Row key={one.name} one={one} />
        ))}
      </Rows>
    </Section>
  );
}

const tones: Record<Standing, Tone> = { held: 'ok', short: 'warning', untold: 'quiet' };

function Row({ one }: { one: Practice }) {
  const { name, means } = practices[one.name];
  return (
    <li className="grid gap-x-6 gap-y-1.5 px-3 py-2.5 @2xl:grid-cols-[minmax(0,1fr)_9.5rem_17rem] @2xl:items-center">
      <span className="min-w-0">
        <span className="font-medium">{name}</span>
        <span className="block text-sm text-quiet">{means}</span>
      </span>
      <Mark tone={tones[one.now.standing]} word={words.standing[one.now.standing]} />
      <dl className="grid grid-cols-3 gap-x-4">
        <Cell label={words.now} value={words.figure(one.unit, one.now)} note={words.of(one.now)} strong />
        <Cell label={words.before} value={words.figure(one.unit, one.before)} note={words.of(one.before)} />
        <Cell label={words.aim} value={words.aimOf(one)} note="" />
      </dl>
    </li>
  );
}

function Cell(props: { label: string; value: string; note: string; strong?: boolean }) {
  return (
    <div>
      <dt className="text-xs text-quiet">{props.label}</dt>
      <dd className={props.strong ? 'font-semibold tabular-nums' : 'tabular-nums text-quiet'}>
        {props.value} <span className="text-xs font-normal text-quiet">{props.note}</span>
      </dd>
    </div>
  );
}
