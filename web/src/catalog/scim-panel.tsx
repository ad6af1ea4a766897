import {
  createScimToken,
  deleteScimToken,
  type getScim,
  saveScimSettings,
} from '@muster/contract/catalog/scim';
import { type AnswerOf, accessLevels } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Choice } from '../ui/field.tsx';
import { errorBeside } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago, At } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { accessNamed, MappingEditor } from './mapping-editor.tsx';
import { words } from './messages.ts';
import { sso } from './sso-messages.ts';
import { provisioning } from './sso-queries.ts';

type Scim = AnswerOf<typeof getScim>;

/** What a directory needs to reach us, what came from it, and what its groups give. */
export function ScimPanel() {
  return (
    <QueryView query={useQuery(provisioning)} rows={4}>
      {(scim) => (
        <div className="space-y-6">
          <p className="max-w-2xl text-sm text-quiet">{sso.scim.about}</p>
          <CopyBlock label={sso.scim.url} text={scim.url} />
          <Tokens tokens={scim.tokens} />
          <GroupsForm scim={scim} />
        </div>
      )}
    </QueryView>
  );
}

function Tokens({ tokens }: { tokens: Scim['tokens'] }) {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => call(createScimToken, { body: {}, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['scim'] }),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  return (
    <div className="space-y-3">
      <h3 className="font-medium">{sso.scim.tokens}</h3>
      {tokens.length === 0 ? (
        <p className="text-sm text-quiet">{sso.scim.noToken}</p>
      ) : (
        <Rows label={sso.scim.tokens}>
          {tokens.map((one) => (
            <TokenRow key={one.id} one={one} />
          ))}
        </Rows>
      )}
      <div aria-live="polite">
        {make.data && <CopyBlock label={sso.scim.secret} text={make.data.secret} />}
      </div>
      <Button busy={make.isPending} onClick={() => make.mutate()}>
        {tokens.length === 0 ? sso.scim.make : sso.scim.rotate}
      </Button>
      {tokens.length > 0 && <p className="text-xs text-quiet">{sso.scim.rotateHint}</p>}
    </div>
  );
}

function TokenRow({ one }: { one: Scim['tokens'][number] }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(deleteScimToken, { params: { id: one.id } }),
    onSuccess: () => say(sso.scim.ended),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['scim'] }),
  });
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
      <span className="min-w-0">
        <code className="text-xs">{one.prefix}…</code>
        <span className="block text-quiet">
          {words.tokens.created} <Ago at={one.createdAt} /> {words.tokens.by} {one.createdBy} ·{' '}
          {one.lastUsedAt ? (
            <>
              {words.tokens.used} <Ago at={one.lastUsedAt} />
            </>
          ) : (
            words.tokens.neverUsed
          )}
          {one.expiresAt && (
            <>
              {' '}
              · {words.tokens.expires} <At at={one.expiresAt} />
            </>
          )}
        </span>
      </span>
      <Button size="small" look="danger" busy={end.isPending} onClick={() => end.mutate()}>
        {sso.scim.endNow}
        <span className="sr-only"> {one.prefix}</span>
      </Button>
    </li>
  );
}

function GroupsForm({ scim }: { scim: Scim }) {
  const client = useQueryClient();
  const [mappings, setMappings] = useState(scim.mappings);
  const [defaultAccess, setAccess] = useState(scim.defaultAccess);
  const save = useMutation({
    mutationFn: () => call(saveScimSettings, { body: { defaultAccess, mappings } }),
    onSuccess: () => {
      say(sso.scim.saved);
      void client.invalidateQueries({ queryKey: ['scim'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  const rest = errorBeside(
    save.error,
    mappings.flatMap((_, place) => [
      `/mappings/${place}`,
      `/mappings/${place}/group`,
      `/mappings/${place}/team`,
    ]),
  );
  return (
    <form onSubmit={submit} className="space-y-4">
      <h3 className="font-medium">{sso.scim.groups}</h3>
      <p className="text-sm text-quiet">
        {sso.scim.groupsAbout} {sso.scim.counts(scim.people, scim.groups.length)}
      </p>
      <div className="sm:max-w-xs">
        <Choice
          label={sso.scim.access}
          hint={sso.scim.accessHint}
          value={defaultAccess}
          onChange={(event) => setAccess(accessNamed(event.target.value) ?? 'stakeholder')}
        >
          {accessLevels.map((level) => (
            <option key={level} value={level}>
              {words.people.levels[level]}
            </option>
          ))}
        </Choice>
      </div>
      {scim.groups.length > 0 && (
        <p className="text-sm text-quiet">
          {sso.scim.known}: {scim.groups.map(({ name, members }) => `${name} (${members})`).join(', ')}
        </p>
      )}
      <MappingEditor mappings={mappings} onChange={setMappings} error={save.error} at="/mappings" />
      <Wrong text={rest} />
      <Button type="submit" look="primary" busy={save.isPending}>
        {sso.scim.save}
      </Button>
    </form>
  );
}
