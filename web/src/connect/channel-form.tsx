import {
  type PhoneProvider,
  phoneClasses,
  phoneProviderKinds,
  savePhoneProvider,
} from '@muster/contract/connect/providers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Area, Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { FormEnd } from '../ui/form-end.tsx';
import { Tick } from '../ui/tick.tsx';
import { say } from '../ui/toast.tsx';
import {
  bodyKinds,
  carries,
  fieldsOf,
  neededFields,
  type ProviderKind,
  providerBody,
  secretFields,
  shownValue,
} from './channel-body.ts';
import { channels } from './channel-messages.ts';

interface Props {
  /** Undefined: a new one. */
  provider: PhoneProvider | undefined;
  onClose: () => void;
}

/** One provider: what it is, how it is reached, what it carries, and in which place. */
export function ChannelForm({ provider, onClose }: Props) {
  const client = useQueryClient();
  const [kind, setKind] = useState<ProviderKind>(provider?.kind ?? 'twilio');
  const [name, setName] = useState(provider?.name ?? '');
  const save = useMutation({
    mutationFn: (form: FormData) =>
      call(savePhoneProvider, { params: { name }, body: providerBody(kind, form) }),
    onSuccess: () => {
      say(channels.form.saved);
      void client.invalidateQueries({ queryKey: ['channels'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const title = provider ? channels.form.editTitle(provider.name) : channels.form.addTitle;
  const pointers = fieldsOf[kind].map((field) => `/${field}`);
  const rest = errorBeside(save.error, ['/name', '/place', ...pointers]);
  return (
    <form
      onSubmit={submit}
      aria-label={title}
      className="space-y-6 rounded-lg border border-line bg-raised p-4 sm:p-5"
    >
      <h3 className="text-base font-semibold">{title}</h3>
      {!provider && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice
            label={channels.form.kind}
            value={kind}
            onChange={(event) =>
              setKind(phoneProviderKinds.find((one) => one === event.target.value) ?? 'twilio')
            }
          >
            {phoneProviderKinds.map((one) => (
              <option key={one} value={one}>
                {channels.kinds[one]}
              </option>
            ))}
          </Choice>
          <Field
            label={channels.form.name}
            hint={channels.form.nameHint}
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            pattern="[a-z0-9][a-z0-9._\-]{0,63}"
            autoComplete="off"
            autoCapitalize="none"
            error={errorAt(save.error, '/name')}
          />
        </div>
      )}
      <div key={kind} className="grid gap-3 sm:grid-cols-2">
        {fieldsOf[kind].map((field) => (
          <OneField key={field} field={field} provider={provider} error={errorAt(save.error, `/${field}`)} />
        ))}
      </div>
      <Common provider={provider} error={save.error} />
      <FormEnd
        wrong={rest}
        busy={save.isPending}
        save={channels.form.save}
        cancel={channels.form.cancel}
        onCancel={onClose}
      />
    </form>
  );
}

interface FieldProps {
  field: string;
  provider: PhoneProvider | undefined;
  error: string | undefined;
}

function OneField({ field, provider, error }: FieldProps) {
  const [label = field, hint = ''] = channels.fields[field] ?? [];
  const isSecret = secretFields.includes(field);
  const isKept = provider?.secrets.includes(field) === true;
  const shared = { label, name: field, hint: isKept ? channels.form.kept : hint, error };
  const value = isSecret ? '' : shownValue(provider, field);
  if (field === 'bodyKind')
    return (
      <Choice {...shared} defaultValue={value || 'json'}>
        {bodyKinds.map((one) => (
          <option key={one} value={one}>
            {channels.bodyKinds[one]}
          </option>
        ))}
      </Choice>
    );
  if (field === 'body' || field === 'headers' || field === 'privateKey')
    return (
      <div className="sm:col-span-2">
        <Area
          {...shared}
          defaultValue={value}
          rows={field === 'headers' ? 2 : 4}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-xs"
        />
      </div>
    );
  return (
    <Field
      {...shared}
      defaultValue={value}
      required={neededFields.includes(field)}
      type={isSecret ? 'password' : 'text'}
      autoComplete={isSecret ? 'new-password' : 'off'}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

function Common({ provider, error }: { provider: PhoneProvider | undefined; error: unknown }) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <fieldset className="space-y-2">
        <legend className="text-sm font-medium">{channels.form.carries}</legend>
        {phoneClasses.map((one) => (
          <Tick
            key={one}
            name={`class-${one}`}
            label={channels.classes[one]}
            isSet={carries(provider, one)}
          />
        ))}
      </fieldset>
      <Field
        label={channels.form.place}
        name="place"
        type="number"
        min={0}
        max={100}
        defaultValue={provider?.place ?? 0}
        hint={channels.form.placeHint}
        error={errorAt(error, '/place')}
      />
      <div className="space-y-1">
        <Tick
          name="tellsReceipts"
          label={channels.form.tellsReceipts}
          isSet={provider?.tellsReceipts ?? true}
        />
        <p className="text-xs text-quiet">{channels.form.tellsReceiptsHint}</p>
      </div>
      <Tick name="isOn" label={channels.form.isOn} isSet={provider?.isOn ?? true} />
    </div>
  );
}
