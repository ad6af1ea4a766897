import { Dated } from '../ui/time.tsx';
import { words } from './time-off-messages.ts';

/** Who is away in the span that is shown, in words: the calendar itself is a picture. */
export function Away({
  away,
  zone,
}: {
  away: readonly { person: string; start: string; end: string }[];
  zone: string;
}) {
  if (away.length === 0) return null;
  return (
    <p className="text-xs text-quiet">
      {words.away}:{' '}
      {away.map(({ person, start, end }, at) => (
        <span key={`${person} ${start} ${end}`}>
          {at > 0 && ' · '}
          {person} <Dated at={start} zone={zone} /> – <Dated at={end} zone={zone} />
        </span>
      ))}
    </p>
  );
}
