import type { Impact } from '@muster/contract/respond/state';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** For the four answers: who, since when, how many, how sure. */
export function ImpactShort({ impact }: { impact: Impact }) {
  const { level, who, from, until, count, confidence } = impact;
  const isKnown = level !== 'unknown' && level !== 'none';
  return (
    <>
      {(isKnown && who) || words.levels[level]}
      {isKnown && (
        <span className="block text-xs text-quiet">
          {words.since} <At at={from} />
          {until !== null && (
            <>
              {' '}
              {words.until} <At at={until} />
            </>
          )}
          {count !== null && `, ${words.about(count)}`}, {words.confidence[confidence]}
        </span>
      )}
    </>
  );
}
