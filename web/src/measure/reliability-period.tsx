import { inputClass } from '../ui/field.tsx';
import { words } from './reliability-words.ts';

/** The last day of the period; empty for today. */
export function PeriodEnd({ value, onChange }: { value: string; onChange: (day: string) => void }) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm text-quiet">
      {words.filter.until}
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} min-w-0 py-1.5 sm:w-auto!`}
      />
    </label>
  );
}
