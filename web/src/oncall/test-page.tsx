import { sendTestPage } from '@muster/contract/oncall/pages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Trouble } from '../ui/states.tsx';
import { words } from './messages.ts';

/** Rings for real: a page to myself by my own rules, to be acknowledged like any other. */
export function TestPage({ ready }: { ready: boolean }) {
  const client = useQueryClient();
  const mayNot = useWhyNotRespond();
  const ring = useMutation({
    mutationFn: () => call(sendTestPage, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pages'] }),
  });
  return (
    <div className="space-y-2">
      <Button
        look="primary"
        whyNot={mayNot ?? (ready ? undefined : words.reach.testNeeds)}
        busy={ring.isPending}
        onClick={() => ring.mutate()}
      >
        {words.reach.test}
      </Button>
      <p className="text-sm text-quiet">{words.reach.testText}</p>
      {ring.isError && <Trouble error={ring.error} />}
      <p aria-live="polite" className="text-sm">
        {ring.data && (
          <>
            {words.reach.tested}{' '}
            <Go to={paths.page(ring.data.id)} className="font-medium text-accent underline">
              {ring.data.title}
            </Go>
          </>
        )}
      </p>
    </div>
  );
}
