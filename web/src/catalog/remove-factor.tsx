import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './factor-messages.ts';
import { renewFactors } from './queries.ts';

interface Props {
  title: string;
  isLast: boolean;
  remove: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before a factor goes, and says what it means when it is the last one. */
export function RemoveFactor({ title, isLast, remove, onClose }: Props) {
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: () => say(words.removed),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => {
      onClose();
      return renewFactors(client);
    },
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="mb-4 text-sm">{isLast ? words.removeLast : words.removeText}</p>
      <Button look="danger" className="w-full" busy={removal.isPending} onClick={() => removal.mutate()}>
        {words.remove}
      </Button>
    </Dialog>
  );
}
