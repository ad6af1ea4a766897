import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';

interface Props {
  title: string;
  text: string;
  action: string;
  done: string;
  act: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks once before something goes for good, and says why when it does not. */
export function Sure({ title, text, action, done, act, onClose }: Props) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await act();
      say(done);
      onClose();
    } catch (error) {
      setProblem(reasonOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="mb-4 text-sm wrap-anywhere">{text}</p>
      {problem !== '' && (
        <p role="alert" className="mb-4 text-sm text-critical">
          {problem}
        </p>
      )}
      <Button look="danger" busy={busy} onClick={() => void go()}>
        {action}
      </Button>
    </Dialog>
  );
}
