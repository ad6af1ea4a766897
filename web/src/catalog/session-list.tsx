import { endOtherSessions, endSession, type Session } from '@muster/contract/catalog/security';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago, Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { BrowserRow } from './browser-row.tsx';
import { words as security } from './security-messages.ts';

const words = security.sessions;

/** Where I am signed in; this browser first, and without a button: its way out is the menu. */
export function SessionList({ items }: { items: Session[] }) {
  const client = useQueryClient();
  const settle = () => client.invalidateQueries({ queryKey: ['sessions'] });
  const onError = (error: unknown) => say(security.notDone(reasonOf(error)), 'warning');
  const end = useMutation({
    mutationFn: (id: string) => call(endSession, { params: { id } }),
    onSuccess: () => say(words.ended),
    onError,
    onSettled: settle,
  });
  const endOthers = useMutation({
    mutationFn: () => call(endOtherSessions),
    onSuccess: () => say(words.endedOthers),
    onError,
    onSettled: settle,
  });
  return (
    <div className="space-y-3">
      <p className="max-w-2xl text-sm text-quiet">{words.about}</p>
      <Rows label={words.title}>
        {items.map((one) => (
          <BrowserRow
            key={one.id}
            browser={one.browser}
            address={one.address}
            marks={marksOf(one)}
            about={
              <>
                {words.by[one.method]} {words.since} <Dated at={one.createdAt} /> · {words.used}{' '}
                <Ago at={one.lastUsedAt} />
              </>
            }
            end={
              one.isThis
                ? undefined
                : {
                    name: words.end,
                    busy: end.isPending && end.variables === one.id,
                    run: () => end.mutate(one.id),
                  }
            }
          />
        ))}
      </Rows>
      {items.length > 1 && (
        <Button look="danger" size="small" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {words.endOthers}
        </Button>
      )}
    </div>
  );
}

function marksOf(one: Session): string[] {
  return [...(one.isThis ? [words.this] : []), ...(one.isOwnDevice ? [words.own] : [])];
}
