import { useTicking } from './clock.ts';
import { Mark } from './mark.tsx';
import { Ago, At, Countdown } from './time.tsx';

interface Props {
  at: string;
  /** What stands before the countdown, such as `in`, and before how long it has been over. */
  words: { due: string; late: string };
  /** Whether it counts: not in the past, and not where nothing runs. */
  counts: boolean;
  /** What is told of what is late: since how long, or of when it was. */
  Late?: typeof Ago;
}

/** Until when something was promised: what is left of it, or since when it is late. */
export function Due({ at, words, counts, Late = Ago }: Props) {
  const late = useTicking((now) => (Date.parse(at) <= now ? 1 : 0));
  if (!counts) return <At at={at} />;
  if (late === 0)
    return (
      <span className="whitespace-nowrap">
        {words.due} <Countdown to={at} />
      </span>
    );
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap text-warning">
      <Mark tone="warning" word={words.late} /> <Late at={at} />
    </span>
  );
}
