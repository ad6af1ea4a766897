import { Field } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { At } from '../ui/time.tsx';
import { words } from './rota-messages.ts';

export interface Begin {
  when: 'now' | 'shift' | 'date';
  /** A clock time of the rota's zone, for `date`. */
  local: string;
}

interface Props {
  begin: Begin;
  /** When the current shift ends; null when it does not within two weeks. */
  shiftEnds: string | null;
  zone: string;
  onChange: (begin: Begin) => void;
}

/** From when on a changed rota counts; until then the old one holds. */
export function RotaBegin({ begin, shiftEnds, zone, onChange }: Props) {
  return (
    <Section title={words.begin.title}>
      <div className="space-y-2 text-sm">
        <Segmented
          label={words.begin.title}
          value={begin.when}
          options={{ now: words.begin.now, shift: words.begin.shift, date: words.begin.date }}
          onChange={(when) => onChange({ ...begin, when })}
        />
        {begin.when === 'shift' && (
          <p className="text-quiet">
            {shiftEnds ? (
              <>
                {words.begin.shiftEnds} <At at={shiftEnds} zone={zone} />
              </>
            ) : (
              words.begin.noShift
            )}
          </p>
        )}
        {begin.when === 'date' && (
          <Field
            label={words.begin.when}
            hint={zone}
            type="datetime-local"
            value={begin.local}
            onChange={(event) => onChange({ ...begin, local: event.target.value })}
          />
        )}
      </div>
    </Section>
  );
}

/** The instant that is meant. Without one that can be read, now. */
export function beginningOf(
  begin: Begin,
  { now, shiftEnds, zone }: { now: Temporal.Instant; shiftEnds: string | null; zone: string },
): Temporal.Instant {
  if (begin.when === 'shift' && shiftEnds) return Temporal.Instant.from(shiftEnds);
  if (begin.when !== 'date') return now;
  try {
    return Temporal.PlainDateTime.from(begin.local).toZonedDateTime(zone).toInstant();
  } catch {
    return now;
  }
}
