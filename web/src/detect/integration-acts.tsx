import { deleteIntegration, rotateKey } from '@muster/contract/detect/integrations';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

interface Props {
  name: string;
  mayNot: string | undefined;
  onKey: (key: string) => void;
  onDeleted: () => void;
}

/** A new key, or no door at all. Both cut off a sender, so both ask once. */
export function IntegrationActs({ name, mayNot, onKey, onDeleted }: Props) {
  const [asking, setAsking] = useState<'rotate' | 'remove'>();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: async (what: 'rotate' | 'remove') => {
      if (what === 'remove') await call(deleteIntegration, { params: { name } });
      else onKey((await call(rotateKey, { params: { name }, idempotencyKey: crypto.randomUUID() })).key);
      return what;
    },
    onSuccess: (what) => {
      say(what === 'remove' ? words.integrations.removed : words.integrations.rotated);
      setAsking(undefined);
      if (what === 'remove') onDeleted();
      void client.invalidateQueries({ queryKey: ['integrations'] });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const title = asking === 'remove' ? words.integrations.removeTitle : words.integrations.rotateTitle;
  return (
    <>
      <Button whyNot={mayNot} onClick={() => setAsking('rotate')}>
        {words.integrations.rotate}
      </Button>
      <Button look="danger" whyNot={mayNot} onClick={() => setAsking('remove')}>
        {words.integrations.remove}
      </Button>
      {asking && (
        <Dialog title={title} onClose={() => setAsking(undefined)}>
          <p className="mb-4 text-sm">
            {asking === 'remove' ? words.integrations.removeText : words.integrations.rotateText}
          </p>
          <Button look="danger" className="w-full" busy={act.isPending} onClick={() => act.mutate(asking)}>
            {asking === 'remove' ? words.integrations.remove : words.integrations.rotate}
          </Button>
        </Dialog>
      )}
    </>
  );
}
