import { type AudienceList, deleteAudienceList } from '@muster/contract/inform/lists';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OpeningRow } from '../../ui/opening-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { Empty, reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { ListForm } from './list-form.tsx';
import { MemberPanel } from './member-panel.tsx';
import { words } from './messages.ts';
import { audienceLists, severitiesKnown } from './queries.ts';

interface Props {
  /** Why nothing may be changed; undefined when it may. */
  mayNot: string | undefined;
}

/** The lists there are; each opens to its members. */
export function AudienceLists({ mayNot }: Props) {
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  return (
    <QueryView query={useQuery(audienceLists)} rows={3}>
      {({ items }) => (
        <div className="space-y-4">
          {items.length === 0 && open === undefined && (
            <Empty title={words.none}>
              <p>{words.noneText}</p>
            </Empty>
          )}
          {items.length > 0 && (
            <Rows label={words.title}>
              {items.map((one) => (
                <ListRow key={one.id} list={one} mayNot={mayNot} onEdit={() => setOpen(one.id)} />
              ))}
            </Rows>
          )}
          {open === undefined ? (
            <Button
              look={items.length === 0 ? 'primary' : 'plain'}
              whyNot={mayNot}
              onClick={() => setOpen('')}
            >
              {words.add}
            </Button>
          ) : (
            <ListForm key={open} list={items.find((one) => one.id === open)} onClose={close} />
          )}
        </div>
      )}
    </QueryView>
  );
}

function ListRow({ list, mayNot, onEdit }: Props & { list: AudienceList; onEdit: () => void }) {
  const [removing, setRemoving] = useState(false);
  const severities = useQuery(severitiesKnown).data ?? [];
  return (
    <OpeningRow
      columns="sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_7rem_auto] sm:gap-x-4"
      name={`${list.name}, ${words.members(list.members)}`}
      cells={
        <>
          <span className="min-w-0">
            <span className="block font-medium wrap-anywhere">{list.name}</span>
            <span className="text-quiet">{words.audiences[list.audience]}</span>
          </span>
          <span className="min-w-0 text-quiet wrap-anywhere">{aboutOf(list, severities)}</span>
          <span className="text-quiet">{words.members(list.members)}</span>
        </>
      }
    >
      {() => (
        <div className="space-y-4">
          <MemberPanel list={list} mayNot={mayNot} />
          <div className="flex flex-wrap gap-2">
            <Button size="small" whyNot={mayNot} onClick={onEdit}>
              {words.edit}
              <span className="sr-only"> {list.name}</span>
            </Button>
            <Button size="small" look="danger" whyNot={mayNot} onClick={() => setRemoving(true)}>
              {words.remove}
              <span className="sr-only"> {list.name}</span>
            </Button>
          </div>
          {removing && <RemoveDialog list={list} onClose={() => setRemoving(false)} />}
        </div>
      )}
    </OpeningRow>
  );
}

function aboutOf(
  { services, teams, severity }: AudienceList,
  severities: readonly { name: string; label: string }[],
): string {
  const parts = [
    ...(services.length > 0 ? [words.servicesOnly(services.join(', '))] : []),
    ...(teams.length > 0 ? [words.teamsOnly(teams.join(', '))] : []),
    ...(severity === null
      ? []
      : [words.severityOnly(severities.find((one) => one.name === severity)?.label ?? severity)]),
  ];
  return parts.length === 0 ? words.always : parts.join(' · ');
}

function RemoveDialog({ list, onClose }: { list: AudienceList; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(deleteAudienceList, { params: { id: list.id } }),
    onSuccess: () => {
      say(words.removed);
      onClose();
      void client.invalidateQueries({ queryKey: ['audience-lists'] });
    },
  });
  return (
    <Dialog title={`${words.remove} ${list.name}`} onClose={onClose}>
      <p className="mb-4 text-sm wrap-anywhere">{words.removeText(list.name)}</p>
      {remove.isError && (
        <p role="alert" className="mb-4 text-sm text-critical">
          {reasonOf(remove.error)}
        </p>
      )}
      <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
        {words.remove}
      </Button>
    </Dialog>
  );
}
