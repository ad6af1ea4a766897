import { useTicking } from '../../ui/clock.ts';
import { Mark } from '../../ui/mark.tsx';
import { At, Countdown } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** When the next news are promised for: counted down, then marked as late. Of the past only the moment. */
export function Due({ at, counts }: { at: string; counts: boolean }) {
  const late = useTicking((now) => (Date.parse(at) <= now ? 1 : 0)) === 1;
  if (!counts) return <At at={at} />;
  if (!late)
    return (
      <span className="whitespace-nowrap">
        {words.due} <Countdown to={at} />
      </span>
    );
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap text-warning">
      <Mark tone="warning" word={words.late} /> <At at={at} />
    </span>
  );
}
