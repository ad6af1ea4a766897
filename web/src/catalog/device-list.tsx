import { type Device, forgetDevice } from '@muster/contract/catalog/security';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keepThisDevice, wasForgotten } from '../app/own-device.ts';
import { Button } from '../ui/button.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago, Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { BrowserRow } from './browser-row.tsx';
import { words as security } from './security-messages.ts';

const words = security.devices;

/** The browsers that I called my own, and this one, if it is not among them yet. */
export function DeviceList({ items }: { items: Device[] }) {
  const client = useQueryClient();
  const settle = () => client.invalidateQueries({ queryKey: ['sessions'] });
  const onError = (error: unknown) => say(security.notDone(reasonOf(error)), 'warning');
  const add = useMutation({
    mutationFn: keepThisDevice,
    onSuccess: () => say(words.added),
    onError,
    onSettled: settle,
  });
  const forget = useMutation({
    mutationFn: (id: string) => call(forgetDevice, { params: { id } }),
    onSuccess: (_, id) => {
      wasForgotten(id);
      say(words.forgotten);
    },
    onError,
    onSettled: settle,
  });
  return (
    <div className="space-y-3">
      <p className="max-w-2xl text-sm text-quiet">{words.about}</p>
      {items.length > 0 && (
        <Rows label={words.title}>
          {items.map((one) => (
            <BrowserRow
              key={one.id}
              browser={one.browser}
              address={one.address}
              marks={one.isThis ? [security.sessions.this] : []}
              about={
                <>
                  {security.sessions.since} <Dated at={one.createdAt} /> · {security.sessions.used}{' '}
                  <Ago at={one.lastUsedAt} />
                </>
              }
              end={{
                name: words.forget,
                busy: forget.isPending && forget.variables === one.id,
                run: () => forget.mutate(one.id),
              }}
            />
          ))}
        </Rows>
      )}
      {!items.some((one) => one.isThis) && (
        <Button size="small" busy={add.isPending} onClick={() => add.mutate()}>
          {words.add}
        </Button>
      )}
    </div>
  );
}
