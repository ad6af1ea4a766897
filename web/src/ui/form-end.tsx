import { Button } from './button.tsx';
import { Wrong } from './wrong.tsx';

interface Props {
  /** What no field of the form can show. */
  wrong: string | undefined;
  busy: boolean;
  save: string;
  cancel: string;
  onCancel: () => void;
}

/** How a form ends that opened in its place: what is wrong with it, saved or left. */
export function FormEnd({ wrong, busy, save, cancel, onCancel }: Props) {
  return (
    <>
      <Wrong text={wrong} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {save}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </>
  );
}
