import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import { words } from './messages.ts';

interface Props {
  chosen: readonly string[];
  all: readonly string[];
  onAdd: (name: string) => void;
  onRemove: (name: string) => void;
  hint?: string;
}

/** What is affected: proposed from the text, each a press away from being taken out. */
export function ServiceChoice({ chosen, all, onAdd, onRemove, hint = words.servicesHint }: Props) {
  const others = all.filter((one) => !chosen.includes(one));
  if (all.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.services}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {chosen.map((one) => (
          <Button key={one} size="small" aria-label={words.removeService(one)} onClick={() => onRemove(one)}>
            {one} ×
          </Button>
        ))}
        {others.length > 0 && (
          <div className="w-48">
            <Choice
              label={words.addService}
              isLabelHidden
              value=""
              onChange={(event) => event.target.value !== '' && onAdd(event.target.value)}
            >
              <option value="">{words.addService}</option>
              {others.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Choice>
          </div>
        )}
      </div>
      <p className="mt-1 text-xs text-quiet">{hint}</p>
    </fieldset>
  );
}
