import { createIntegration } from '@muster/contract/detect/integrations';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';
import type { Door } from './snippets.ts';

export interface Made {
  name: string;
  key: string;
}

/** Makes a door for a sender. The service need not exist in a fresh organisation: any name can be typed. */
export function IntegrationForm({ services, onMade }: { services: string[]; onMade: (made: Made) => void }) {
  const client = useQueryClient();
  const mayNot = useWhyNotRespond();
  const [door, setDoor] = useState<Door>('alertmanager');
  const make = useMutation({
    mutationFn: (form: FormData) =>
      call(createIntegration, { body: bodyOf(form, door), idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ integration, key }) => {
      void client.invalidateQueries({ queryKey: ['integrations'] });
      onMade({ name: integration.name, key });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (mayNot === undefined) make.mutate(new FormData(event.currentTarget));
  };
  const rest = errorBeside(make.error, ['/name', '/door', '/service', '/period', '/grace']);
  return (
    <form onSubmit={submit} className="space-y-4">
      <Choice
        label={words.integrations.door}
        value={door}
        onChange={(event) => setDoor(doorOf(event.target.value))}
        error={errorAt(make.error, '/door')}
      >
        {Object.entries(words.integrations.doors).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Choice>
      <Field
        key={door}
        label={words.integrations.name}
        name="name"
        hint={words.integrations.nameHint}
        required
        pattern="[a-z0-9][a-z0-9._\-]*"
        autoCapitalize="none"
        autoComplete="off"
        defaultValue={door === 'alertmanager' ? 'prometheus' : ''}
        error={errorAt(make.error, '/name')}
      />
      <Choice
        label={words.integrations.service}
        name="service"
        required
        error={errorAt(make.error, '/service')}
      >
        {services.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Choice>
      {door === 'heartbeat' && (
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={words.integrations.period}
            name="period"
            type="number"
            min={1}
            defaultValue={60}
            required
            error={errorAt(make.error, '/period')}
          />
          <Field
            label={words.integrations.grace}
            name="grace"
            type="number"
            min={0}
            defaultValue={5}
            required
            error={errorAt(make.error, '/grace')}
          />
        </div>
      )}
      <Wrong text={rest} />
      <Button type="submit" look="primary" whyNot={mayNot} busy={make.isPending}>
        {words.integrations.save}
      </Button>
    </form>
  );
}

function bodyOf(form: FormData, door: Door) {
  const heartbeat = { period: Number(textOf(form, 'period')), grace: Number(textOf(form, 'grace')) };
  return {
    name: textOf(form, 'name'),
    service: textOf(form, 'service'),
    door,
    ...(door === 'heartbeat' ? heartbeat : {}),
  };
}

/** The select offers only doors. */
function doorOf(value: string): Door {
  return value as Door;
}
