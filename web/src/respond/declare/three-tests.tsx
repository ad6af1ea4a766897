import { words } from './messages.ts';
import type { Tests } from './suggestion.ts';

const keys = ['anotherTeam', 'customers', 'anHour'] as const;

/** The three tests that answer whether something is an incident at all (R13). */
export function ThreeTests({ tests, onChange }: { tests: Tests; onChange: (tests: Tests) => void }) {
  const isYes = keys.some((key) => tests[key]);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.tests}</legend>
      {keys.map((key) => (
        <label key={key} className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={tests[key]}
            onChange={(event) => onChange({ ...tests, [key]: event.target.checked })}
          />
          {words[key]}
        </label>
      ))}
      <p className="text-xs text-quiet" aria-live="polite">
        {isYes ? words.testsYes : words.testsHint}
      </p>
    </fieldset>
  );
}
