import { useMe } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Section } from '../ui/section.tsx';
import { words } from './messages.ts';
import type { Review } from './review.ts';

/** Which rotas ask too much, why it is said, and what somebody can do about it. Nothing when none does. */
export function ReviewList({ reviews }: { reviews: Review[] }) {
  const me = useMe().name;
  if (reviews.length === 0) return null;
  return (
    <Section title={words.review.title}>
      <p className="mb-3 max-w-3xl text-sm text-quiet">{words.review.about}</p>
      <ul className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {reviews.map(({ schedule, reasons, people }) => (
          <li key={schedule} className="rounded-lg border border-line bg-raised p-3 text-sm">
            <h3 className="font-semibold">{schedule}</h3>
            <ul className="mt-1.5 list-disc space-y-1 pl-4 marker:text-quiet">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            <div className="mt-3 flex flex-wrap gap-2">
              {people.map((person) => (
                <Go key={person} to={paths.cover} className={buttonClass('plain', 'small')}>
                  {person === me ? words.review.ask : words.review.offer(person)}
                </Go>
              ))}
              <Go to={paths.schedule(schedule)} className={buttonClass('plain', 'small')}>
                {words.review.calendar(schedule)}
              </Go>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
