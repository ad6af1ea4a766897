import type { PersonLoad, RotaLoad } from '@muster/contract/measure/load';
import { useMe } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { LoadTable } from './load-table.tsx';
import { words } from './messages.ts';
import { NightForm } from './night-form.tsx';
import { notesOf } from './review.ts';

/** Below this, one bad evening decides the ratio. */
const fewInterruptions = 10;

/** One rota: how even it was and out of how much, a bar for each person by name, and the same as a table. */
export function RotaLoadPanel({ rota, whyNot }: { rota: RotaLoad; whyNot: string | undefined }) {
  const { schedule, people, n } = rota;
  const link = (
    <Go to={paths.schedule(schedule)} className="text-sm text-accent underline">
      {words.review.calendar(schedule)}
    </Go>
  );
  return (
    <Section title={schedule} beside={link}>
      <div className="mb-3 space-y-1 text-sm text-quiet">
        {[sampleOf(rota), ...notesOf(rota)].map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {n === 0 && <p className="text-sm text-quiet">{words.nobody}</p>}
      {n > 0 && people.length === 0 && (
        <Empty title={words.hidden}>
          <p>{words.hiddenText(n)}</p>
        </Empty>
      )}
      {people.length > 0 && (
        <div className="rounded-lg border border-line bg-raised">
          <Bars people={people} />
          <LoadTable schedule={schedule} people={people} />
          <NightForm rota={rota} whyNot={whyNot} />
        </div>
      )}
    </Section>
  );
}

function Bars({ people }: { people: PersonLoad[] }) {
  const me = useMe().name;
  const widest = Math.max(2, ...people.map(({ ratio }) => ratio ?? 0));
  const isCompared = people.some(({ ratio }) => ratio !== null);
  return (
    <div className="space-y-3 px-3 py-3">
      <ul className="space-y-3">
        {people.map((one) => (
          <li key={one.person} className="text-sm">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 font-medium">
                {one.person === me ? `${one.person} (${words.you})` : one.person}
                {one.overloaded && <Mark tone="warning" word={words.over} />}
              </span>
              <span className="text-quiet">{storyOf(one)}</span>
            </p>
            {one.ratio !== null && <Bar one={one} ratio={one.ratio} widest={widest} />}
          </li>
        ))}
      </ul>
      {isCompared && <p className="text-xs text-quiet">{words.scale}</p>}
    </div>
  );
}

/** A picture only: the line above it says the same in words. */
function Bar({ one, ratio, widest }: { one: PersonLoad; ratio: number; widest: number }) {
  return (
    <svg aria-hidden="true" className="mt-1 block h-3 w-full" preserveAspectRatio="none" viewBox="0 0 100 10">
      <rect width="100" height="10" className="fill-sunken" />
      <rect
        width={(ratio / widest) * 100}
        height="10"
        className={one.overloaded ? 'fill-warning' : 'fill-accent'}
      />
      <line
        x1={100 / widest}
        x2={100 / widest}
        y1="0"
        y2="10"
        vectorEffect="non-scaling-stroke"
        className="stroke-text stroke-2"
      />
    </svg>
  );
}

function storyOf({ ratio, interruptions, disturbedNights, leastRestHours, hours }: PersonLoad): string {
  return [
    ratio === null || interruptions === 0 ? '' : words.times(ratio),
    interruptions === 0 ? words.noLoad : words.interruptions(interruptions),
    disturbedNights === 0 ? '' : words.nights(disturbedNights),
    leastRestHours === null ? '' : words.leastRest(leastRestHours),
    words.hoursOnCall(hours),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The evenness and what it was made of. Of people who are not shown nothing is counted. */
function sampleOf({ evenness, n, people }: RotaLoad): string {
  const isWhole = people.length === n;
  const rang = people.reduce((sum, one) => sum + one.interruptions, 0);
  const hours = people.reduce((sum, one) => sum + one.hours, 0);
  return [
    evenness === null ? words.noPeer : `${words.evenOf} ${words.percent(evenness)}`,
    words.people(n),
    ...(isWhole ? [words.interruptions(rang), words.hoursOnCall(hours)] : []),
    ...(isWhole && rang > 0 && rang < fewInterruptions ? [words.few] : []),
  ].join(' · ');
}
