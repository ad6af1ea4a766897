import { enableTotp, startTotp } from '@muster/contract/catalog/factors';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './factor-messages.ts';
import { QrCode } from './qr-code.tsx';
import { renewFactors } from './queries.ts';

interface Props {
  onClose: () => void;
  /** The recovery codes that came with a first factor. */
  onCodes: (codes: readonly string[]) => void;
}

/** A secret for the app, as a picture and as text, and the first code that proves that it arrived. */
export function AppSetUp({ onClose, onCodes }: Props) {
  const client = useQueryClient();
  // Each opening makes a new secret, and a secret is not kept.
  const begun = useQuery({
    queryKey: ['app-set-up'],
    queryFn: () => call(startTotp),
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
  const enable = useMutation({
    mutationFn: (code: string) => call(enableTotp, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => {
      say(words.enabled);
      onClose();
      if (recoveryCodes) onCodes(recoveryCodes);
      return renewFactors(client);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enable.mutate(textOf(new FormData(event.currentTarget), 'code').replace(/\s/g, ''));
  };
  return (
    <Dialog title={words.appSetUp} onClose={onClose}>
      <QueryView query={begun} rows={4}>
        {({ secret, uri }) => (
          <form onSubmit={submit} className="space-y-4">
            <div className="flex flex-col items-center gap-2">
              <p className="self-start text-sm font-medium">{words.scan}</p>
              <QrCode text={uri} label={words.scanAlt} />
            </div>
            <CopyBlock label={words.scanNot} text={groups(secret)} />
            <Field
              label={words.firstCode}
              name="code"
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="\s*\d{3}\s*\d{3}\s*"
              maxLength={9}
              className="font-mono text-lg tracking-widest"
              error={errorAt(enable.error, '/code') ?? errorBeside(enable.error, ['/code'])}
            />
            <Button type="submit" look="primary" className="w-full" busy={enable.isPending}>
              {words.enable}
            </Button>
          </form>
        )}
      </QueryView>
    </Dialog>
  );
}

/** In fours, for whoever types it; apps do not mind the blanks. */
function groups(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
