import type { Page } from '@muster/contract/oncall/pages';
import { getPrompt, refusePrompt } from '@muster/contract/respond/prompts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useIsReader, useWhyNotRespond } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';

const promptOf = (id: string) =>
  queryOptions({
    queryKey: [`page:${id}`, 'prompt'],
    queryFn: ({ signal }) => call(getPrompt, { params: { id }, signal }),
  });

/** The other answer to whether a page is an incident: no, and why. Whoever was refused before sees the reason. */
export function Refuse({ page, asks }: { page: Pick<Page, 'id'>; asks: boolean }) {
  const { data } = useQuery({ ...promptOf(page.id), enabled: useIsReader() });
  const mayNot = useWhyNotRespond() !== undefined;
  const [open, setOpen] = useState(false);
  if (!data) return null;
  const { refused } = data;
  if (refused) return <p className="basis-full text-quiet">{words.refused(refused.by, refused.reason)}</p>;
  if (mayNot || !(asks || data.raisedAt)) return null;
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.refuse}
      </Button>
      {open && <RefuseDialog id={page.id} onClose={() => setOpen(false)} />}
    </>
  );
}

function RefuseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const refuse = useMutation({
    mutationFn: () => call(refusePrompt, { params: { id }, body: { reason: reason.trim() } }),
    onSuccess: (answer) => {
      client.setQueryData(promptOf(id).queryKey, answer);
      onClose();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!refuse.isPending) refuse.mutate();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm text-quiet">{words.about}</p>
        <Field
          label={words.why}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errorAt(refuse.error, '/reason')}
          maxLength={500}
          required
          autoComplete="off"
        />
        <Wrong text={errorBeside(refuse.error, ['/reason'])} />
        <Button type="submit" look="primary" className="w-full" busy={refuse.isPending}>
          {words.button}
        </Button>
      </form>
    </Dialog>
  );
}
