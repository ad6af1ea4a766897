import { type Recollection, saveRecollection } from '@muster/contract/learn/parts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Ago } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { accountsOf, useAct } from './queries.ts';

/** How it looked to each: one's own, private until it is shared, and those that were shared, side by side. */
export function Accounts({ one }: Pick<PartProps, 'one'>) {
  const query = useQuery(accountsOf(one.id));
  const mayWrite = useWhyNotRespond() === undefined;
  return (
    <Section title={words.accounts}>
      <QueryView query={query} rows={2}>
        {({ items, mine }) => (
          <div className="space-y-4">
            {items.length === 0 ? (
              <p className="text-sm text-quiet">
                {words.noAccounts} {words.accountsHint}
              </p>
            ) : (
              <ul aria-label={words.accounts} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
                {items.map((account) => (
                  <li key={account.person} className="rounded-lg border border-line bg-raised p-3 text-sm">
                    <p className="font-medium">{account.person}</p>
                    <p className="wrap-anywhere whitespace-pre-line">{account.text}</p>
                    {account.sharedAt && (
                      <p className="mt-1 text-xs text-quiet">
                        {words.shared} <Ago at={account.sharedAt} />
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {mayWrite && <Mine one={one} mine={mine} />}
          </div>
        )}
      </QueryView>
    </Section>
  );
}

function Mine({ one, mine }: Pick<PartProps, 'one'> & { mine: Recollection | null }) {
  const [text, setText] = useState(mine?.text ?? '');
  const keep = useAct(one, (shared: boolean) =>
    call(saveRecollection, { params: { id: one.id }, body: { text, shared } }),
  );
  const isShared = mine !== null && mine.sharedAt !== null;
  return (
    <div className="space-y-3 rounded-lg border border-line bg-raised p-3">
      <Area
        label={words.mine}
        hint={words.mineHint}
        value={text}
        rows={4}
        maxLength={20_000}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          busy={keep.isPending}
          onClick={() => keep.mutate(false, { onSuccess: () => say(words.kept) })}
        >
          {isShared ? words.unshare : words.keep}
        </Button>
        <Button
          size="small"
          look="primary"
          busy={keep.isPending}
          {...(text.trim() === '' ? { whyNot: words.mine } : {})}
          onClick={() => keep.mutate(true)}
        >
          {words.share}
        </Button>
      </div>
    </div>
  );
}
