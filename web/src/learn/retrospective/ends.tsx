import { Button } from '../../ui/button.tsx';
import { words } from './messages.ts';

interface Props {
  saving: boolean;
  /** Null for what is not there yet, so that nothing can be taken away. */
  onRemove: (() => void) | null;
  removing: boolean;
}

/** How a dialog about one part of a report ends: it is kept, or taken out of the report. */
export function Ends({ saving, onRemove, removing }: Props) {
  return (
    <div className="flex gap-2">
      <Button type="submit" look="primary" className="flex-1" busy={saving}>
        {words.save}
      </Button>
      {onRemove && (
        <Button look="danger" busy={removing} onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </div>
  );
}
