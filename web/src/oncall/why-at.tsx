import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { localZone, nowMs } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Sentence } from '../ui/time.tsx';
import { words } from './messages.ts';
import { onCallAt } from './queries.ts';

/** Who is on call at any instant, and which layer or override makes it so. It begins with `first`, or with now. */
export function WhyAt({ schedule, first }: { schedule: string; first?: string | undefined }) {
  const [local, setLocal] = useState(() =>
    (first ? Temporal.Instant.from(first) : Temporal.Instant.fromEpochMilliseconds(nowMs()))
      .toZonedDateTimeISO(localZone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' }),
  );
  const at = instantOf(local);
  const query = useQuery({ ...onCallAt(schedule, at), enabled: at !== '' });
  return (
    <div className="space-y-3">
      <Field
        label={words.calendar.whyAt}
        hint={localZone}
        type="datetime-local"
        value={local}
        onChange={(event) => setLocal(event.target.value)}
      />
      {at !== '' && (
        <QueryView query={query} rows={1}>
          {({ onCall, why }) => (
            <div aria-live="polite" className="space-y-1 text-sm">
              {onCall.length === 0 ? (
                <Mark tone="critical" word={words.calendar.nobodyThen} />
              ) : (
                <p className="font-medium">{onCall.join(', ')}</p>
              )}
              <ul className="list-disc space-y-0.5 pl-5 text-quiet">
                {why.map((sentence) => (
                  <li key={sentence}>
                    <Sentence text={sentence} />
                  </li>
                ))}
              </ul>
            </div>
          )}
        </QueryView>
      )}
    </div>
  );
}

function instantOf(local: string): string {
  try {
    return Temporal.PlainDateTime.from(local)
      .toZonedDateTime(localZone)
      .toInstant()
      .toString({ smallestUnit: 'millisecond' });
  } catch {
    return '';
  }
}
