import { createPage } from '@muster/contract/oncall/pages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';

interface Props {
  services: { name: string }[];
  people: { name: string; fullName: string }[];
  onClose: () => void;
  onPaged: (id: string) => void;
}

/** Pages somebody without an alert: what is wrong, and whom. */
export function PageByHand({ services, people, onClose, onPaged }: Props) {
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const send = useMutation({
    mutationFn: (form: FormData) => call(createPage, { body: bodyOf(form), idempotencyKey: key.current }),
    onSuccess: (page) => {
      say(words.byHand.sent);
      void client.invalidateQueries({ queryKey: ['pages'] });
      onPaged(page.id);
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(new FormData(event.currentTarget));
  };
  const rest = errorBeside(send.error, ['/title']);
  return (
    <Dialog title={words.byHand.title} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={words.byHand.what}
          name="title"
          required
          maxLength={512}
          error={errorAt(send.error, '/title')}
        />
        <Choice label={words.byHand.who} name="who" required defaultValue="">
          <option value="" disabled>
            {words.byHand.choose}
          </option>
          <optgroup label={words.byHand.service}>
            {services.map((one) => (
              <option key={one.name} value={`service:${one.name}`}>
                {one.name}
              </option>
            ))}
          </optgroup>
          <optgroup label={words.byHand.person}>
            {people.map((one) => (
              <option key={one.name} value={`person:${one.name}`}>
                {one.fullName}
              </option>
            ))}
          </optgroup>
        </Choice>
        <Choice label={words.byHand.urgency} name="urgency" defaultValue="high">
          <option value="high">{words.urgency.high}</option>
          <option value="low">{words.urgency.low}</option>
        </Choice>
        <Wrong text={rest} />
        <Button type="submit" look="primary" className="w-full" busy={send.isPending}>
          {words.byHand.send}
        </Button>
      </form>
    </Dialog>
  );
}

function bodyOf(form: FormData) {
  const who = textOf(form, 'who');
  const name = who.slice(who.indexOf(':') + 1);
  const urgency = textOf(form, 'urgency') === 'low' ? ('low' as const) : ('high' as const);
  const title = textOf(form, 'title');
  return who.startsWith('service:') ? { title, urgency, service: name } : { title, urgency, people: [name] };
}
