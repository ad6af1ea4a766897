import { consequences, type Impact } from '@muster/contract/respond/state';
import { cx } from '../../ui/class-names.ts';
import { words } from './messages.ts';

interface Props {
  chosen: Impact['consequences'];
  onChange: (chosen: Impact['consequences']) => void;
}

/** What kinds of harm it does: one tap each, and several hold at once (R11). */
export function HarmChoice({ chosen, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.consequences}</legend>
      <div className="flex flex-wrap gap-2">
        {consequences.map((one) => {
          const isChosen = chosen.includes(one);
          return (
            <label
              key={one}
              className={cx(
                'flex min-h-9 cursor-pointer items-center gap-2 rounded-md border px-2.5 text-sm pointer-coarse:min-h-11',
                isChosen ? 'border-accent bg-accent-soft font-medium' : 'border-line-strong/60 bg-raised',
              )}
            >
              <input
                type="checkbox"
                checked={isChosen}
                onChange={() => onChange(isChosen ? chosen.filter((each) => each !== one) : [...chosen, one])}
              />
              {words.harms[one]}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
