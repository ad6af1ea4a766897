import { type PhoneProvider, phoneClasses, testPhoneProvider } from '@muster/contract/connect/providers';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { Shape } from '../ui/mark.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { channels } from './channel-messages.ts';
import { phoneChannels } from './channel-queries.ts';

/** Sends to a number of one's own and tells each step; the receipt comes in by itself. */
export function ChannelTest({ provider, onClose }: { provider: PhoneProvider; onClose: () => void }) {
  const [of, setOf] = useState(provider.classes[0] ?? 'sms');
  const [to, setTo] = useState('');
  const { data } = useQuery({ ...phoneChannels, refetchInterval: 2_000 });
  const test = useMutation({
    mutationFn: () => call(testPhoneProvider, { params: { name: provider.name }, body: { class: of, to } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    test.mutate();
  };
  const told = data?.items
    .find((one) => one.name === provider.name)
    ?.recent.find((one) => one.id === test.data?.attempt);
  return (
    <Dialog title={channels.testTitle(provider.name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-quiet">{channels.testAbout}</p>
        <Choice
          label={channels.testClass}
          value={of}
          onChange={(event) => setOf(phoneClasses.find((one) => one === event.target.value) ?? 'sms')}
        >
          {provider.classes.map((one) => (
            <option key={one} value={one}>
              {channels.classes[one]}
            </option>
          ))}
        </Choice>
        <Field
          label={channels.testTo}
          hint={channels.testToHint}
          value={to}
          onChange={(event) => setTo(event.target.value)}
          type="tel"
          autoComplete="tel"
          required
        />
        <Button type="submit" look="primary" busy={test.isPending}>
          {test.data ? channels.testAgain : channels.testSend}
        </Button>
        <ol aria-live="polite" className="space-y-2 text-sm">
          {test.data?.steps.map(({ done, text }) => (
            <li key={text} className="flex items-start gap-2">
              <span className="mt-0.5">
                <Shape tone={done ? 'ok' : test.data.attempt && told ? 'info' : 'critical'} size={16} />
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
            </li>
          ))}
          {told && told.state !== 'handed' && (
            <li className="flex items-start gap-2">
              <span className="mt-0.5">
                <Shape tone={told.state === 'delivered' ? 'ok' : 'critical'} size={16} />
              </span>
              <span>
                {channels.states[told.state]}. {told.note}
              </span>
            </li>
          )}
        </ol>
        <Wrong text={test.isError ? reasonOf(test.error) : undefined} />
      </form>
    </Dialog>
  );
}
