import { acceptHandover, type Handover } from '@muster/contract/oncall/handover';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, textOf } from '../ui/form.ts';
import { softOf } from '../ui/mark.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words as card } from './handover-card-messages.ts';
import { HandoverFactList } from './handover-facts.tsx';
import { words } from './handover-messages.ts';
import { HandoverWrong } from './handover-wrong.tsx';

/** What was handed over to me, to be read and accepted; in my own words where that was asked for. */
export function HandoverAccept({ one }: { one: Handover }) {
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: (readBack: string) =>
      call(acceptHandover, { params: { id: one.id }, body: readBack ? { readBack } : {} }),
    onSuccess: () => say(words.accept.sent),
    onSettled: () => {
      for (const topic of [`schedule:${one.schedule}`, 'handovers'])
        void client.invalidateQueries({ queryKey: [topic] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    accept.mutate(textOf(new FormData(event.currentTarget), 'readBack'));
  };
  return (
    <div className={`space-y-3 rounded-xl p-4 ${softOf.info}`}>
      <h3 className="font-semibold">
        {card.handed(one.from)} <Ago at={one.handedAt} />
      </h3>
      {one.notes && <Notes text={one.notes} />}
      <HandoverFactList facts={one.facts} />
      <form onSubmit={submit} className="space-y-3">
        {one.wantsReadBack && (
          <Field
            label={words.accept.readBack}
            name="readBack"
            required
            maxLength={2000}
            autoComplete="off"
            error={errorAt(accept.error, '/readBack')}
          />
        )}
        <HandoverWrong error={accept.error} shown={['/readBack']} />
        <Button type="submit" look="primary" busy={accept.isPending}>
          {words.accept.send}
        </Button>
      </form>
    </div>
  );
}

/** Somebody's own lines, as they broke them. */
export function Notes({ text }: { text: string }) {
  return <p className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>;
}
