import { useMe } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { words } from './messages.ts';
import type { Relief } from './relief.ts';

/** Who carried much, why it is said, and what somebody can do about it. Nothing when nobody did. */
export function ReliefList({ relief }: { relief: Relief[] }) {
  const me = useMe().name;
  if (relief.length === 0) return null;
  return (
    <Section title={words.relief.title}>
      <Rows label={words.relief.title}>
        {relief.map(({ schedule, person, ratio, nights }) => (
          <li
            key={`${schedule} ${person}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5 text-sm"
          >
            <p className="min-w-0">
              <span className="font-medium">{person === me ? `${person} (${words.you})` : person}</span>:{' '}
              {words.relief.why(schedule, ratio, nights)}
            </p>
            <div className="flex flex-wrap gap-2">
              <Go to={paths.cover} className={buttonClass('plain', 'small')}>
                {person === me ? words.relief.ask : words.relief.offer(person)}
              </Go>
              <Go to={paths.schedule(schedule)} className={buttonClass('quiet', 'small')}>
                {words.relief.calendar(schedule)}
              </Go>
            </div>
          </li>
        ))}
      </Rows>
    </Section>
  );
}
