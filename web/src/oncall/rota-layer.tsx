import type { Layer } from '@muster/contract/oncall/definition';
import { Choice, Field } from '../ui/field.tsx';
import type { Known } from './person-picker.tsx';
import { PersonPicker } from './person-picker.tsx';
import { asKind, changed } from './rota-draft.ts';
import { words } from './rota-messages.ts';
import { nameOfLayer, sentencesOf } from './rota-sentence.ts';
import { RotaTurns, Small } from './rota-turns.tsx';
import { RotaWindows } from './rota-windows.tsx';

interface Props {
  layer: Layer;
  /** Its place from the bottom, counted from 0. */
  at: number;
  zone: string;
  today: string;
  people: readonly Known[];
  faults: readonly string[];
  onChange: (layer: Layer) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One layer: what it means in a sentence, then everything that makes it so. */
export function RotaLayer(props: Props) {
  const { layer, at, zone, today, people, faults, onChange, onMove, onRemove } = props;
  const name = nameOfLayer(layer, at);
  return (
    <li className="rounded-lg border border-line bg-raised p-3 sm:p-4">
      <div className="mb-3 flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="font-semibold">{name}</h3>
          <p className="text-sm text-quiet">{sentencesOf(layer, zone).join(' ')}</p>
        </div>
        <span className="flex shrink-0">
          <Small label={words.layer.up(name)} sign="↑" onClick={() => onMove(1)} />
          <Small label={words.layer.down(name)} sign="↓" onClick={() => onMove(-1)} />
          <Small label={words.layer.remove(name)} sign="×" onClick={onRemove} />
        </span>
      </div>
      {faults.length > 0 && (
        <p role="alert" className="mb-3 text-sm text-critical">
          {faults.join('; ')}
        </p>
      )}
      <div className="space-y-3">
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Field
            label={words.layer.id}
            value={layer.id ?? ''}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange(changed(layer, { id: event.target.value || undefined }))}
          />
          <Choice
            label={words.layer.kind}
            value={layer.rotation ? 'rotation' : 'users'}
            onChange={(event) =>
              onChange(asKind(layer, event.target.value === 'users' ? 'users' : 'rotation', today))
            }
          >
            <option value="rotation">{words.layer.rotation}</option>
            <option value="users">{words.layer.users}</option>
          </Choice>
        </div>
        {layer.rotation ? (
          <RotaTurns
            rotation={layer.rotation}
            people={people}
            onChange={(rotation) => onChange({ ...layer, rotation })}
          />
        ) : (
          <PersonPicker
            label={words.turn.addPerson}
            chosen={layer.users ?? []}
            people={people}
            onChange={(users) => onChange({ ...layer, users })}
          />
        )}
        <details open={isSpecial(layer)}>
          <summary className="disclosure flex min-h-8 items-center text-sm text-quiet pointer-coarse:min-h-11">
            {words.layer.more}
          </summary>
          <Special layer={layer} onChange={onChange} />
        </details>
      </div>
    </li>
  );
}

function isSpecial({ restrictions, from, until, level, timeZone }: Layer): boolean {
  return [restrictions, from, until, level, timeZone].some((one) => one !== undefined);
}

function Special({ layer, onChange }: Pick<Props, 'layer' | 'onChange'>) {
  return (
    <div className="space-y-3 pt-2">
      <RotaWindows
        windows={layer.restrictions ?? []}
        onChange={(windows) =>
          onChange(changed(layer, { restrictions: windows.length > 0 ? windows : undefined }))
        }
      />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Field
          label={words.layer.from}
          type="datetime-local"
          value={layer.from ?? ''}
          onChange={(event) => onChange(changed(layer, { from: event.target.value || undefined }))}
        />
        <Field
          label={words.layer.until}
          type="datetime-local"
          value={layer.until ?? ''}
          onChange={(event) => onChange(changed(layer, { until: event.target.value || undefined }))}
        />
        <Field
          label={words.layer.level}
          hint={words.layer.levelHint}
          type="number"
          value={layer.level ?? ''}
          onChange={(event) => onChange(changed(layer, { level: wholeOf(event.target.value) }))}
        />
        <Field
          label={words.layer.zone}
          hint={words.layer.zoneHint}
          list="zones"
          value={layer.timeZone ?? ''}
          onChange={(event) => onChange(changed(layer, { timeZone: event.target.value || undefined }))}
        />
      </div>
    </div>
  );
}

function wholeOf(text: string): number | undefined {
  return text === '' || !Number.isFinite(Number(text)) ? undefined : Math.trunc(Number(text));
}
