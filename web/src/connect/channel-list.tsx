import { deletePhoneProvider, type PhoneProvider } from '@muster/contract/connect/providers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Mark, Shape, type Tone } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { Empty, reasonOf } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { ChannelForm } from './channel-form.tsx';
import { channels } from './channel-messages.ts';
import { phoneChannels } from './channel-queries.ts';
import { ChannelTest } from './channel-test.tsx';

/** The providers there are, with their health; each can be tested, changed and removed, and another one added. */
export function ChannelList() {
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  return (
    <QueryView query={useQuery(phoneChannels)} rows={2}>
      {({ items, down }) => (
        <div className="space-y-4">
          {down.map((one) => (
            <p
              key={one}
              role="alert"
              className="flex items-start gap-2 rounded-lg border border-critical p-3 text-sm"
            >
              <span className="mt-0.5">
                <Shape tone="critical" size={16} />
              </span>
              {channels.down[one]}
            </p>
          ))}
          {items.length === 0 && open === undefined && (
            <Empty title={channels.none}>
              <p>{channels.noneText}</p>
            </Empty>
          )}
          {items.length > 0 && (
            <Rows label={channels.providers}>
              {items.map((one) => (
                <ProviderRow key={one.name} one={one} onEdit={() => setOpen(one.name)} />
              ))}
            </Rows>
          )}
          {open === undefined ? (
            <Button look={items.length === 0 ? 'primary' : 'plain'} onClick={() => setOpen('')}>
              {channels.add}
            </Button>
          ) : (
            <ChannelForm key={open} provider={items.find((one) => one.name === open)} onClose={close} />
          )}
        </div>
      )}
    </QueryView>
  );
}

function ProviderRow({ one, onEdit }: { one: PhoneProvider; onEdit: () => void }) {
  const [open, setOpen] = useState<'test' | 'remove'>();
  const whom = <span className="sr-only"> {one.name}</span>;
  return (
    <li className="space-y-3 px-3 py-3 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <span className="min-w-0 flex-1 basis-60">
          <span className="font-medium">{one.name}</span>{' '}
          <span className="text-quiet">{channels.kinds[one.kind]}</span>
          <span className="block text-quiet">
            {one.classes.map((of) => channels.classes[of]).join(', ')} · {channels.place(one.place)}
          </span>
          <span className="mt-1 block">
            <Mark tone={healthTones[one.health.state]} word={channels.health[one.health.state]} />
            <span className="block text-xs text-quiet">{one.health.text}</span>
          </span>
        </span>
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => setOpen('test')}>
            {channels.test}
            {whom}
          </Button>
          <Button size="small" onClick={onEdit}>
            {channels.edit}
            {whom}
          </Button>
          <Button size="small" look="danger" onClick={() => setOpen('remove')}>
            {channels.remove}
            {whom}
          </Button>
        </span>
      </div>
      <RecentMessages one={one} />
      <details>
        <summary className="min-h-8 cursor-pointer py-1 text-quiet">{channels.callbacks}</summary>
        <div className="mt-2 space-y-2">
          <p className="text-xs text-quiet">{channels.callbacksText}</p>
          {one.classes.includes('sms') && <CopyBlock label={channels.inbound} text={one.callbacks.inbound} />}
        </div>
      </details>
      {open === 'test' && <ChannelTest provider={one} onClose={() => setOpen(undefined)} />}
      {open === 'remove' && <RemoveDialog one={one} onClose={() => setOpen(undefined)} />}
    </li>
  );
}

function RecentMessages({ one }: { one: PhoneProvider }) {
  if (one.recent.length === 0) return null;
  return (
    <details>
      <summary className="min-h-8 cursor-pointer py-1 text-quiet">{channels.recent}</summary>
      <ol className="mt-2 space-y-1">
        {one.recent.map((message) => (
          <li key={message.id} className="flex flex-wrap items-baseline gap-x-3">
            <span className="text-quiet">
              <Ago at={message.at} />
            </span>
            <span>
              {channels.classNames[message.class]}
              {message.isTest ? ` (${channels.aTest})` : ''}
            </span>
            <Mark tone={stateTones[message.state]} word={channels.states[message.state]} />
            <span className="min-w-0 text-xs [overflow-wrap:anywhere] text-quiet">{message.note}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function RemoveDialog({ one, onClose }: { one: PhoneProvider; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(deletePhoneProvider, { params: { name: one.name } }),
    onSuccess: () => {
      say(channels.removed);
      onClose();
      void client.invalidateQueries({ queryKey: ['channels'] });
    },
  });
  return (
    <Dialog title={`${channels.remove} ${one.name}`} onClose={onClose}>
      <p className="mb-4 text-sm">{channels.removeText(one.name)}</p>
      {remove.isError && (
        <p role="alert" className="mb-4 text-sm text-critical">
          {reasonOf(remove.error)}
        </p>
      )}
      <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
        {channels.remove}
      </Button>
    </Dialog>
  );
}

const healthTones: Record<PhoneProvider['health']['state'], Tone> = {
  good: 'ok',
  unused: 'info',
  demoted: 'warning',
  off: 'quiet',
};

const stateTones: Record<PhoneProvider['recent'][number]['state'], Tone> = {
  sending: 'info',
  handed: 'info',
  answered: 'info',
  delivered: 'ok',
  undelivered: 'critical',
  refused: 'critical',
  unknown: 'warning',
};
