import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWhyNotRespond } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Trouble } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';
import { registerThisBrowser, whyNotPush } from './push.ts';

/** Makes this browser ring. The question for permission comes only after the press, never by itself. */
export function PushPanel({ known }: { known: boolean }) {
  const client = useQueryClient();
  const mayNot = useWhyNotRespond();
  const whyNot = mayNot ?? whyNotPush();
  const register = useMutation({
    mutationFn: registerThisBrowser,
    onSuccess: () => say(words.push.registered),
    onSettled: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  });
  return (
    <div className="space-y-2">
      <Button
        look={known || whyNot ? 'plain' : 'primary'}
        whyNot={whyNot}
        busy={register.isPending}
        onClick={() => register.mutate()}
      >
        {known ? words.push.again : words.push.register}
      </Button>
      <p className="text-sm text-quiet">{whyNot ?? words.push.text}</p>
      {register.isError && <Trouble error={register.error} />}
    </div>
  );
}
