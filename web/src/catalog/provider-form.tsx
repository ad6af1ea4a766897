import { checkIssuer, type GroupMapping, type Provider, saveProvider } from '@muster/contract/catalog/sso';
import { accessLevels, type BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { FormEnd } from '../ui/form-end.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { CheckSteps } from './check-steps.tsx';
import { accessNamed, MappingEditor } from './mapping-editor.tsx';
import { words } from './messages.ts';
import { type PresetName, presetNames, presets } from './provider-presets.ts';
import { sso } from './sso-messages.ts';

interface Props {
  /** Undefined: a new one. */
  provider: Provider | undefined;
  /** The redirect address with "…" where the short name stands. */
  redirectUrl: string;
  onClose: () => void;
}

/** One provider: what it is, who comes in by it, what its groups give. */
export function ProviderForm({ provider, redirectUrl, onClose }: Props) {
  const client = useQueryClient();
  const [preset, choose] = useState<PresetName>('other');
  const [name, setName] = useState(provider?.name ?? '');
  const [groups, setGroups] = useState<GroupMapping[]>(provider?.groups ?? []);
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof saveProvider>) => call(saveProvider, { params: { name }, body }),
    onSuccess: () => {
      say(sso.form.saved);
      void client.invalidateQueries({ queryKey: ['sso'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(bodyFrom(new FormData(event.currentTarget), groups, provider));
  };
  const shown = provider ?? { ...presets[preset], scopes: presets[preset].scopes.split(' ') };
  const rest = errorBeside(save.error, shownPointers(groups.length));
  return (
    <form
      onSubmit={submit}
      aria-label={provider ? sso.form.editTitle(provider.label) : sso.form.addTitle}
      className="space-y-6 rounded-lg border border-line bg-raised p-4 sm:p-5"
    >
      <h3 className="text-base font-semibold">
        {provider ? sso.form.editTitle(provider.label) : sso.form.addTitle}
      </h3>
      {!provider && (
        <div className="grid gap-3 sm:grid-cols-2">
          <PresetChoice preset={preset} onChoose={choose} />
          <Field
            label={sso.form.name}
            hint={sso.form.nameHint}
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
      <CopyBlock label={sso.form.redirect} text={redirectUrl.replace('…', name || '…')} />
      <Connection key={preset} shown={shown} provider={provider} error={save.error} />
      <WhoComesIn provider={provider} error={save.error} />
      <Part title={sso.form.groups} about={sso.form.groupsAbout}>
        <div className="sm:max-w-xs">
          <Field
            key={preset}
            label={sso.form.groupsClaim}
            name="groupsClaim"
            defaultValue={shown.groupsClaim}
            required
            maxLength={100}
            error={errorAt(save.error, '/groupsClaim')}
          />
        </div>
        <MappingEditor mappings={groups} onChange={setGroups} error={save.error} at="/groups" />
      </Part>
      <FormEnd
        wrong={rest}
        busy={save.isPending}
        save={sso.form.save}
        cancel={sso.form.cancel}
        onCancel={onClose}
      />
    </form>
  );
}

function PresetChoice({ preset, onChoose }: { preset: PresetName; onChoose: (preset: PresetName) => void }) {
  const chosen = (text: string) => presetNames.find((one) => one === text) ?? 'other';
  return (
    <Choice
      label={sso.form.preset}
      hint={presets[preset].notes}
      value={preset}
      onChange={(event) => onChoose(chosen(event.target.value))}
    >
      {presetNames.map((one) => (
        <option key={one} value={one}>
          {presets[one].label || sso.form.other}
        </option>
      ))}
    </Choice>
  );
}

interface ConnectionProps {
  shown: { label: string; issuer: string; scopes: readonly string[] };
  provider: Provider | undefined;
  error: unknown;
}

/** Where it is and who we are there, with a test of the address before anything is saved. */
function Connection({ shown, provider, error }: ConnectionProps) {
  const [issuer, setIssuer] = useState(shown.issuer);
  const check = useMutation({ mutationFn: () => call(checkIssuer, { body: { issuer } }) });
  return (
    <div className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={sso.form.label}
          name="label"
          hint={sso.form.labelHint}
          defaultValue={shown.label}
          required
          maxLength={60}
          error={errorAt(error, '/label')}
        />
        <Field
          label={sso.form.scopes}
          name="scopes"
          hint={sso.form.scopesHint}
          defaultValue={shown.scopes.join(' ')}
          error={errorAt(error, '/scopes')}
        />
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <Field
          label={sso.form.issuer}
          name="issuer"
          hint={sso.form.issuerHint}
          value={issuer}
          onChange={(event) => setIssuer(event.target.value)}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          required
          error={errorAt(error, '/issuer')}
        />
        <Button className="sm:mt-6" busy={check.isPending} onClick={() => check.mutate()}>
          {sso.form.test}
        </Button>
      </div>
      <div aria-live="polite">
        {check.data && (
          <div className="rounded-md bg-sunken p-3">
            <CheckSteps steps={check.data.steps} />
          </div>
        )}
        {check.isError && <p className="text-sm text-critical">{reasonOf(check.error)}</p>}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={sso.form.clientId}
          name="clientId"
          defaultValue={provider?.clientId}
          required
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          error={errorAt(error, '/clientId')}
        />
        <Field
          label={sso.form.secret}
          name="clientSecret"
          type="password"
          hint={provider?.hasSecret ? sso.form.secretKept : sso.form.secretHint}
          maxLength={1000}
          autoComplete="new-password"
          error={errorAt(error, '/clientSecret')}
        />
      </div>
    </div>
  );
}

function WhoComesIn({ provider, error }: { provider: Provider | undefined; error: unknown }) {
  return (
    <Part title={sso.form.who}>
      <Field
        label={sso.form.domains}
        name="domains"
        hint={sso.form.domainsHint}
        defaultValue={provider?.domains.join(' ')}
        autoCapitalize="none"
        spellCheck={false}
        error={errorAt(error, '/domains') ?? errorAt(error, '/domains/0')}
      />
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="makesPeople"
          defaultChecked={provider?.makesPeople}
          className="mt-0.5 size-4.5 accent-accent"
        />
        <span>
          <span className="font-medium">{sso.form.makes}</span>
          <span className="block text-xs text-quiet">{sso.form.makesHint}</span>
        </span>
      </label>
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          label={sso.form.access}
          name="defaultAccess"
          defaultValue={provider?.defaultAccess ?? 'stakeholder'}
        >
          {accessLevels.map((level) => (
            <option key={level} value={level}>
              {words.people.levels[level]}
            </option>
          ))}
        </Choice>
        <Choice
          label={sso.form.linking}
          hint={sso.form.linkingHint}
          name="linking"
          defaultValue={provider?.linking ?? 'newcomers'}
        >
          {Object.entries(sso.form.linkings).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Choice>
      </div>
    </Part>
  );
}

function Part({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <div className="space-y-3 border-t border-line pt-5">
      <h4 className="font-medium">{title}</h4>
      {about && <p className="text-sm text-quiet">{about}</p>}
      {children}
    </div>
  );
}

function bodyFrom(
  form: FormData,
  groups: GroupMapping[],
  provider: Provider | undefined,
): BodyOf<typeof saveProvider> {
  const secret = String(form.get('clientSecret') ?? '').trim();
  return {
    label: textOf(form, 'label'),
    issuer: textOf(form, 'issuer'),
    clientId: textOf(form, 'clientId'),
    scopes: wordsIn(textOf(form, 'scopes')),
    domains: wordsIn(textOf(form, 'domains')),
    makesPeople: form.get('makesPeople') !== null,
    defaultAccess: accessNamed(textOf(form, 'defaultAccess')) ?? 'stakeholder',
    linking: textOf(form, 'linking') === 'everybody' ? 'everybody' : 'newcomers',
    groupsClaim: textOf(form, 'groupsClaim'),
    groups,
    ...(secret !== '' ? { clientSecret: secret } : provider ? {} : { clientSecret: null }),
  };
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** What the fields above show themselves; anything else is said at the end. */
function shownPointers(groups: number): string[] {
  const ofGroups = Array.from({ length: groups }, (_, place) => [
    `/groups/${place}`,
    `/groups/${place}/group`,
    `/groups/${place}/team`,
  ]);
  const fields = [
    'name',
    'label',
    'issuer',
    'clientId',
    'clientSecret',
    'scopes',
    'domains',
    'domains/0',
    'groupsClaim',
  ];
  return [...fields.map((field) => `/${field}`), ...ofGroups.flat()];
}
