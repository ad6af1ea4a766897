import { useState } from 'react';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';
import { useDeletePage } from './queries.ts';

/** Asked once more: whoever reads the page has nothing any more. */
export function DeletePage({ name, title, onGone }: { name: string; title: string; onGone: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const remove = useDeletePage(name);
  const whyNot = useWhyNotAdmin();
  const gone = () => {
    say(words.removed, 'ok');
    onGone();
  };
  return (
    <>
      <Button look="danger" whyNot={whyNot} onClick={() => setAsked(true)}>
        {words.remove}
      </Button>
      {isAsked && (
        <Dialog title={words.remove} onClose={() => setAsked(false)}>
          <div className="space-y-4">
            <p className="text-sm wrap-anywhere">{words.removeSure(title)}</p>
            <Wrong text={remove.isError ? reasonOf(remove.error) : undefined} />
            <div className="flex flex-wrap gap-2">
              <Button
                look="danger"
                busy={remove.isPending}
                onClick={() => remove.mutate(undefined, { onSuccess: gone })}
              >
                {words.remove}
              </Button>
              <Button onClick={() => setAsked(false)}>{words.keep}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
