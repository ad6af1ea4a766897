import { Button } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { inputClass } from '../ui/field.tsx';
import { stepped } from './four-weeks.ts';
import { words } from './messages.ts';

interface Props {
  rotas: readonly string[];
  /** The rota, empty for all; the last day, always one. */
  rota: string;
  day: string;
  /** The newest day there is. */
  today: string;
  onChange: (change: { rota?: string; until?: string }) => void;
}

/** Which rota, and which four weeks; every choice is in the address. */
export function LoadFilters({ rotas, rota, day, today, onChange }: Props) {
  const go = (to: string) => onChange({ until: to >= today ? '' : to });
  return (
    <fieldset className="mb-6 flex flex-wrap items-center gap-2">
      <legend className="sr-only">{words.filter.label}</legend>
      <select
        aria-label={words.filter.rota}
        value={rota}
        onChange={(event) => onChange({ rota: event.target.value })}
        className={cx(inputClass, 'w-auto! max-w-60 py-1.5')}
      >
        <option value="">{words.filter.all}</option>
        {[...new Set([...rotas, ...(rota ? [rota] : [])])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label className="flex items-center gap-1.5 text-sm text-quiet">
        {words.filter.until}
        <input
          type="date"
          value={day}
          max={today}
          onChange={(event) => go(event.target.value || today)}
          className={cx(inputClass, 'w-auto! py-1.5 text-text')}
        />
      </label>
      <Button aria-label={words.filter.earlier} onClick={() => go(stepped(day, -1))}>
        ←
      </Button>
      {day < today && (
        <Button aria-label={words.filter.later} onClick={() => go(stepped(day, 1))}>
          →
        </Button>
      )}
    </fieldset>
  );
}
