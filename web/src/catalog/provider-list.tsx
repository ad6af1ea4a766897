import { checkIssuer, deleteProvider, type Provider, startTrial } from '@muster/contract/catalog/sso';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { Empty, Loading, reasonOf, Trouble } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { CheckSteps } from './check-steps.tsx';
import { words } from './messages.ts';
import { ProviderForm } from './provider-form.tsx';
import { sso } from './sso-messages.ts';
import { providers } from './sso-queries.ts';

/** The providers there are; each can be tested, tried, changed and removed, and another one added. */
export function ProviderList() {
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  return (
    <QueryView query={useQuery(providers)} rows={2}>
      {({ items, redirectUrl }) => (
        <div className="space-y-4">
          {items.length === 0 && open === undefined && (
            <Empty title={sso.none}>
              <p>{sso.noneText}</p>
            </Empty>
          )}
          {items.length > 0 && (
            <Rows label={sso.providers}>
              {items.map((one) => (
                <ProviderRow key={one.name} one={one} onEdit={() => setOpen(one.name)} />
              ))}
            </Rows>
          )}
          {open === undefined ? (
            <Button look={items.length === 0 ? 'primary' : 'plain'} onClick={() => setOpen('')}>
              {sso.add}
            </Button>
          ) : (
            <ProviderForm
              key={open}
              provider={items.find((one) => one.name === open)}
              redirectUrl={redirectUrl}
              onClose={close}
            />
          )}
        </div>
      )}
    </QueryView>
  );
}

function ProviderRow({ one, onEdit }: { one: Provider; onEdit: () => void }) {
  const [open, setOpen] = useState<'check' | 'remove'>();
  const tryOut = useMutation({
    mutationFn: () => call(startTrial, { params: { name: one.name } }),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const whom = <span className="sr-only"> {one.label}</span>;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-3 py-3 text-sm">
      <span className="min-w-0 flex-1 basis-60">
        <span className="font-medium">{one.label}</span>{' '}
        <code className="text-xs text-quiet">{one.name}</code>
        <span className="block [overflow-wrap:anywhere] text-quiet">{one.issuer}</span>
        <span className="block text-quiet">
          {one.domains.join(', ') || sso.anyDomain} · {one.makesPeople ? sso.makes : sso.makesNot}
        </span>
      </span>
      <span className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setOpen('check')}>
          {sso.check}
          {whom}
        </Button>
        <Button size="small" title={sso.trialText} busy={tryOut.isPending} onClick={() => tryOut.mutate()}>
          {sso.trial}
          {whom}
        </Button>
        <Button size="small" onClick={onEdit}>
          {sso.edit}
          {whom}
        </Button>
        <Button size="small" look="danger" onClick={() => setOpen('remove')}>
          {sso.remove}
          {whom}
        </Button>
      </span>
      {open === 'check' && <CheckDialog one={one} onClose={() => setOpen(undefined)} />}
      {open === 'remove' && <RemoveDialog one={one} onClose={() => setOpen(undefined)} />}
    </li>
  );
}

function CheckDialog({ one, onClose }: { one: Provider; onClose: () => void }) {
  const check = useQuery({
    queryKey: ['sso', 'check', one.issuer],
    queryFn: ({ signal }) => call(checkIssuer, { body: { issuer: one.issuer }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog title={sso.checkTitle(one.label)} onClose={onClose}>
      <p className="mb-4 text-sm text-quiet">{sso.checkAbout}</p>
      {check.isFetching && <Loading rows={4} />}
      {!check.isFetching && check.data && <CheckSteps steps={check.data.steps} />}
      {check.isError && <Trouble error={check.error} retry={() => check.refetch()} />}
    </Dialog>
  );
}

function RemoveDialog({ one, onClose }: { one: Provider; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(deleteProvider, { params: { name: one.name } }),
    onSuccess: () => {
      say(sso.removed);
      onClose();
      void client.invalidateQueries({ queryKey: ['sso'] });
    },
  });
  return (
    <Dialog title={`${sso.remove} ${one.label}`} onClose={onClose}>
      <p className="mb-4 text-sm">{sso.removeText(one.label)}</p>
      {remove.isError && (
        <p role="alert" className="mb-4 text-sm text-critical">
          {reasonOf(remove.error)}
        </p>
      )}
      <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
        {sso.remove}
      </Button>
    </Dialog>
  );
}
