import { startTelegramLink } from '@muster/contract/connect/telegram';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../app/api.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Trouble } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

interface Props {
  /** How many Telegram accounts of mine are proved; one more, and this one is linked. */
  linked: number;
  onClose: () => void;
  /** Whoever cannot open Telegram here gives the number of the account instead. */
  onNumber: () => void;
}

/** Links my Telegram account by a code that I send to the bot; closes by itself once the bot has heard it. */
export function TelegramLink({ linked, onClose, onNumber }: Props) {
  const { mutate, data, error } = useMutation({ mutationFn: () => call(startTelegramLink) });
  const before = useRef(linked);
  useEffect(() => mutate(), [mutate]);
  useEffect(() => {
    if (linked <= before.current) return;
    say(words.telegram.linked);
    onClose();
  }, [linked, onClose]);
  return (
    <Dialog title={words.telegram.title} onClose={onClose}>
      <div className="space-y-4">
        {error && <Trouble error={error} retry={() => mutate()} />}
        {data && (
          <>
            <p className="text-sm text-quiet">{words.telegram.text(data.bot)}</p>
            <a
              href={data.url}
              target="_blank"
              rel="noopener noreferrer"
              className={`${buttonClass('primary')} w-full`}
            >
              {words.telegram.open}
            </a>
            <CopyBlock label={words.telegram.elsewhere(data.bot)} text={`/start ${data.code}`} />
          </>
        )}
        <p role="status" className="text-sm text-quiet">
          {!error && (data ? words.telegram.waiting : words.telegram.asking)}
        </p>
        <Button look="quiet" size="small" onClick={onNumber}>
          {words.telegram.byNumber}
        </Button>
      </div>
    </Dialog>
  );
}
