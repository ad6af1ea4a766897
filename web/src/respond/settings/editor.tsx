import {
  putRespondSettings,
  type RespondSettings,
  type StoredSettings,
} from '@muster/contract/respond/settings';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { errorAt, firstFault } from '../../ui/form.ts';
import { Rows, Section } from '../../ui/section.tsx';
import { problemOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { respondSettings } from '../queries.ts';
import { type EditProps, fresh, ontoTheirs, replaced, without } from './draft.ts';
import { Meeting } from './meeting.tsx';
import { words } from './messages.ts';
import { NewsRules } from './news-rules.tsx';
import { RoleItem, StatusItem, TypeItem } from './others.tsx';
import { Sets } from './sets.tsx';
import { SeverityItem } from './severities.tsx';
import { WantedKinds } from './wanted-kinds.tsx';

/** All settings in one form: they hold together or are refused together. */
export function SettingsEditor({
  stored,
  policies,
}: {
  stored: StoredSettings;
  policies: readonly string[];
}) {
  const [basis, setBasis] = useState(stored);
  const [value, setValue] = useState(stored);
  const [theirs, setTheirs] = useState<string[]>();
  const whyNot = useWhyNotAdmin();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => call(putRespondSettings, { body: sendable(value) }),
    onSuccess: (saved) => {
      client.setQueryData(respondSettings.queryKey, saved);
      setBasis(saved);
      setValue(saved);
      setTheirs(undefined);
      say(words.saved, 'ok');
    },
    onError: async (error) => {
      if (problemOf(error)?.code !== 'precondition') return;
      const latest = await client.fetchQuery({ ...respondSettings, staleTime: 0 });
      const { value: merged, both } = ontoTheirs(value, { basis, theirs: latest });
      setBasis(latest);
      setValue(merged);
      setTheirs(both);
    },
  });
  const set = (part: Partial<RespondSettings>) => setValue((before) => ({ ...before, ...part }));
  const at = (pointer: string) => errorAt(save.error, pointer);
  const isChanged = JSON.stringify(value) !== JSON.stringify(basis);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && whyNot === undefined) save.mutate();
  };
  const list = { value, basis, error: save.error, set };
  return (
    <form onSubmit={submit} noValidate className="space-y-10">
      <List
        {...list}
        part="severities"
        make={() => fresh.severity(value)}
        above={<Sets value={value} onChange={set} />}
      >
        {(props) => <SeverityItem {...props} roles={value.roles} />}
      </List>
      <List {...list} part="statuses" make={fresh.status} about={words.statuses.about}>
        {(props) => <StatusItem {...props} />}
      </List>
      <List {...list} part="roles" make={fresh.role}>
        {(props) => <RoleItem {...props} roles={value.roles} />}
      </List>
      <List
        {...list}
        part="types"
        make={fresh.type}
        about={words.types.about}
        above={
          whyNot === undefined && (
            <WantedKinds onAdd={(label) => set({ types: [...value.types, { ...fresh.type(), label }] })} />
          )
        }
      >
        {(props) => <TypeItem {...props} severities={value.severities} />}
      </List>
      <Meeting value={value} policies={policies} errorAt={at} onChange={set} />
      <NewsRules value={value} onChange={set} />
      <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-3 max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] sm:mx-0 sm:px-0">
        <Button type="submit" look="primary" busy={save.isPending} whyNot={whyNot}>
          {save.isPending ? words.saving : words.save}
        </Button>
        {isChanged && (
          <Button
            look="quiet"
            onClick={() => {
              setValue(basis);
              setTheirs(undefined);
            }}
          >
            {words.discard}
          </Button>
        )}
        {theirs ? (
          <p role="alert" className="min-w-0 text-sm">
            {words.theirs(theirs)}
          </p>
        ) : save.isError ? (
          <p role="alert" className="min-w-0 text-sm text-critical">
            {words.failed(firstFault(save.error))}
          </p>
        ) : (
          isChanged && <p className="text-sm text-quiet">{words.unsaved}</p>
        )}
      </div>
    </form>
  );
}

type Part = 'severities' | 'statuses' | 'roles' | 'types';

interface ListProps<P extends Part> {
  part: P;
  value: RespondSettings;
  basis: RespondSettings;
  error: unknown;
  about?: string;
  above?: ReactNode;
  set: (part: Partial<RespondSettings>) => void;
  make: () => RespondSettings[P][number];
  children: (props: EditProps<RespondSettings[P][number]>) => ReactNode;
}

function List<P extends Part>({
  part,
  value,
  basis,
  error,
  about,
  above,
  set,
  make,
  children,
}: ListProps<P>) {
  const all: readonly RespondSettings[P][number][] = value[part];
  const known = new Set(basis[part].map((one) => one.name));
  const beside = errorAt(error, `/${part}`);
  return (
    <Section title={words[part].title}>
      <div className="max-w-2xl space-y-3">
        {about && <p className="text-sm text-quiet">{about}</p>}
        {above}
        <Rows label={words[part].title}>
          {all.map((one, i) => {
            const errorOf = (member: string) => errorAt(error, `/${part}/${i}/${member}`);
            const isWrong = (problemOf(error)?.errors ?? []).some((each) =>
              each.pointer.startsWith(`/${part}/${i}/`),
            );
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is new has no name yet.
              <li key={i}>
                {children({
                  value: one,
                  isStored: known.has(one.name),
                  isWrong,
                  errorOf,
                  onChange: (change) => set({ [part]: replaced(all, i, change) }),
                  onRemove: () => set({ [part]: without(all, i) }),
                })}
              </li>
            );
          })}
        </Rows>
        {beside && <p className="text-sm text-critical">{`${words[part].title}: ${beside}`}</p>}
        <Button size="small" onClick={() => set({ [part]: [...all, make()] })}>
          {words.add(words[part].one)}
        </Button>
      </div>
    </Section>
  );
}

/** Lines that are empty were never meant as tasks. */
function sendable(value: RespondSettings): RespondSettings {
  return {
    ...value,
    types: value.types.map((one) => ({
      ...one,
      tasks: one.tasks.map((task) => task.trim()).filter(Boolean),
    })),
  };
}
