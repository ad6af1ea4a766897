import { localZone } from '../../ui/clock.ts';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { Segmented } from '../../ui/segmented.tsx';
import type { Draft } from './draft.ts';
import { words } from './messages.ts';

interface Props {
  draft: Draft;
  error: unknown;
  onChange: (part: Partial<Draft>) => void;
}

/** Whether it goes on, is written down later, or is an exercise. */
export function NatureChoice({ draft, error, onChange }: Props) {
  const { nature } = draft;
  return (
    <div className="space-y-3">
      <Segmented
        label={words.nature}
        value={nature}
        options={words.natures}
        onChange={(next) => onChange({ nature: next })}
      />
      {nature === 'drill' && <p className="text-sm text-quiet">{words.drillHint}</p>}
      {nature === 'over' && (
        <>
          <p className="text-sm text-quiet">{words.overHint}</p>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field
              label={words.began}
              hint={words.zone(localZone)}
              type="datetime-local"
              value={draft.startedAt}
              error={errorAt(error, '/startedAt')}
              onChange={(event) => onChange({ startedAt: event.target.value })}
            />
            <Field
              label={words.ended}
              hint={words.zone(localZone)}
              type="datetime-local"
              value={draft.endedAt}
              error={errorAt(error, '/endedAt')}
              onChange={(event) => onChange({ endedAt: event.target.value })}
            />
          </div>
          <Area
            label={words.happened}
            hint={words.happenedHint}
            rows={3}
            value={draft.summary}
            maxLength={10_000}
            onChange={(event) => onChange({ summary: event.target.value })}
          />
        </>
      )}
    </div>
  );
}
