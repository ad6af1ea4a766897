import { renewRecoveryCodes } from '@muster/contract/catalog/factors';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Mark } from '../ui/mark.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './factor-messages.ts';

interface Props {
  codes: { left: number; madeAt: string } | null;
  hasFactor: boolean;
  onCodes: (codes: readonly string[]) => void;
}

/** How many codes are left, and new ones. */
export function RecoveryPanel({ codes, hasFactor, onCodes }: Props) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const renew = useMutation({
    mutationFn: () => call(renewRecoveryCodes),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => {
      setAsking(false);
      return client.invalidateQueries({ queryKey: ['factors'] });
    },
  });
  return (
    <li className="flex flex-col gap-2 px-3 py-3 text-sm sm:flex-row sm:items-center sm:justify-between sm:gap-4">
      <span className="flex min-w-0 gap-3">
        <LifeBuoy size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-quiet" />
        <span className="min-w-0">
          <span className="font-medium">{words.codes}</span>
          <span className="block text-quiet">
            {!hasFactor && words.codesNone}
            {hasFactor && !codes && <span className="text-warning">{words.codesGone}</span>}
            {hasFactor && codes && (
              <>
                {codes.left <= 3 ? (
                  <Mark tone="warning" word={words.codesLeft(codes.left)} />
                ) : (
                  words.codesLeft(codes.left)
                )}{' '}
                · {words.codesMade} <Ago at={codes.madeAt} />
              </>
            )}
          </span>
        </span>
      </span>
      {hasFactor && (
        <span className="pl-7 sm:pl-0">
          <Button
            size="small"
            busy={renew.isPending}
            onClick={() => (codes ? setAsking(true) : renew.mutate())}
          >
            {words.renew}
          </Button>
        </span>
      )}
      {asking && (
        <Dialog title={words.renewTitle} onClose={() => setAsking(false)}>
          <p className="mb-4 text-sm">{words.renewText}</p>
          <Button look="primary" className="w-full" busy={renew.isPending} onClick={() => renew.mutate()}>
            {words.renew}
          </Button>
        </Dialog>
      )}
    </li>
  );
}
