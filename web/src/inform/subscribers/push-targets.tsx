import type { PushTarget } from '@muster/contract/inform/push';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty, reasonOf } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { PushForm } from './push-form.tsx';
import { targetsOf, usePushNow, useRemoveTarget } from './queries.ts';
import { Sure } from './sure.tsx';

/** Where copies of the page lie, and how it went the last time. */
export function PushTargets({ name, mayNot }: { name: string; mayNot: string | undefined }) {
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PushTarget>();
  const remove = useRemoveTarget(name);
  const push = usePushNow(name);
  const now = () =>
    push.mutate(undefined, {
      onSuccess: () => say(words.push.nowDone),
      onError: (error) => say(reasonOf(error), 'info'),
    });
  return (
    <Section title={words.push.title}>
      <p className="mb-3 max-w-2xl text-sm text-quiet">{words.push.about}</p>
      <QueryView query={useQuery(targetsOf(name))} rows={2}>
        {({ items }) => (
          <div className="space-y-3">
            {items.length === 0 && !isAdding && <Empty title={words.push.none} />}
            {items.length > 0 && (
              <Rows label={words.push.title}>
                {items.map((one) => (
                  <TargetRow key={one.id} one={one} mayNot={mayNot} onRemove={() => setRemoving(one)} />
                ))}
              </Rows>
            )}
            {isAdding ? (
              <PushForm name={name} onClose={() => setAdding(false)} />
            ) : (
              <div className="flex flex-wrap gap-2">
                <Button whyNot={mayNot} onClick={() => setAdding(true)}>
                  {words.push.add}
                </Button>
                {items.length > 0 && (
                  <Button look="quiet" busy={push.isPending} onClick={now}>
                    {words.push.now}
                  </Button>
                )}
              </div>
            )}
          </div>
        )}
      </QueryView>
      {removing && (
        <Sure
          title={words.push.removeTitle}
          text={words.push.removeText(removing.place)}
          action={words.push.remove}
          done={words.push.removed}
          act={() => remove.mutateAsync(removing.id)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Section>
  );
}

function TargetRow(props: { one: PushTarget; mayNot: string | undefined; onRemove: () => void }) {
  const { kind, place, files, doneAt, problem } = props.one;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-56 space-y-0.5">
        <p className="font-medium wrap-anywhere">{place}</p>
        <p className="text-quiet">
          {words.push.kinds[kind]}
          {doneAt ? (
            <>
              , {words.push.files(files)}, {words.push.done} <Ago at={doneAt} />
            </>
          ) : (
            `, ${words.push.never}`
          )}
        </p>
        {problem && (
          <p className="text-critical wrap-anywhere">
            {problem.text} ({words.push.since} <Ago at={problem.since} />)
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center justify-between gap-3 max-sm:w-full">
        {problem ? <Mark tone="warning" word={words.push.failing} /> : <span />}
        <Button size="small" look="danger" whyNot={props.mayNot} onClick={props.onRemove}>
          {words.push.remove}
          <span className="sr-only"> {place}</span>
        </Button>
      </div>
    </li>
  );
}
