import { confidences } from '@muster/contract/respond/state';
import { localZone } from '../../ui/clock.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import type { Draft } from './draft.ts';
import { words } from './messages.ts';

interface Props {
  draft: Draft;
  error: unknown;
  onChange: (part: Partial<Draft>) => void;
}

/** Moments that people state, and how they know. */
export function MomentFields({ draft, error, onChange }: Props) {
  return (
    <fieldset className="space-y-3">
      <legend className="text-sm font-medium">{words.times}</legend>
      <p className="text-xs text-quiet">{words.timesHint(localZone)}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {Object.entries(draft.times).map(([name, value]) => (
          <Field
            key={name}
            label={words.momentNames[name] ?? name}
            type="datetime-local"
            value={value}
            error={errorAt(error, `/times/${name}`)}
            onChange={(event) => onChange({ times: { ...draft.times, [name]: event.target.value } })}
          />
        ))}
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-[2fr_1fr]">
        <Field
          label={words.known}
          hint={words.knownHint}
          value={draft.known}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => onChange({ known: event.target.value })}
        />
        <Choice
          label={words.sure}
          value={draft.confidence}
          onChange={(event) =>
            onChange({ confidence: confidences.find((one) => one === event.target.value) ?? 'low' })
          }
        >
          {confidences.map((one) => (
            <option key={one} value={one}>
              {words.confidence[one]}
            </option>
          ))}
        </Choice>
      </div>
    </fieldset>
  );
}
