import { revokeToken, type Token } from '@muster/contract/catalog/tokens';
import { tokenNoticeDays } from '@muster/contract/platform/wire';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useMe, useWhyNotAdmin } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { Empty, reasonOf } from '../ui/states.tsx';
import { Ago, At } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';
import { tokens } from './queries.ts';

/** The tokens there are: mine, those of services, and for whoever may see them those of other people. */
export function TokenPanel() {
  const { name } = useMe();
  return (
    <QueryView query={useQuery(tokens)}>
      {({ items }) => {
        const mine = items.filter((one) => one.person === name);
        const services = items.filter((one) => one.kind === 'service');
        const others = items.filter((one) => one.kind === 'personal' && one.person !== name);
        return (
          <div className="space-y-8">
            <Section title={words.tokens.mine}>
              {mine.length === 0 ? (
                <Empty title={words.tokens.none}>
                  <p>{words.tokens.noneText}</p>
                </Empty>
              ) : (
                <TokenRows title={words.tokens.mine} items={mine} />
              )}
            </Section>
            {services.length > 0 && (
              <Section title={words.tokens.ofServices}>
                <TokenRows title={words.tokens.ofServices} items={services} />
              </Section>
            )}
            {others.length > 0 && (
              <Section title={words.tokens.ofOthers}>
                <TokenRows title={words.tokens.ofOthers} items={others} />
              </Section>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}

function TokenRows({ title, items }: { title: string; items: Token[] }) {
  const [revoking, setRevoking] = useState<Token>();
  return (
    <>
      <Rows label={title}>
        {items.map((one) => (
          <TokenRow key={one.id} one={one} onRevoke={() => setRevoking(one)} />
        ))}
      </Rows>
      {revoking && <RevokeDialog one={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function TokenRow({ one, onRevoke }: { one: Token; onRevoke: () => void }) {
  const { name } = useMe();
  const mayNot = useWhyNotAdmin();
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-64 space-y-0.5">
        <p>
          <span className="font-medium">{one.label}</span>{' '}
          <code className="text-xs text-quiet">{one.prefix}…</code>
        </p>
        <p className="text-quiet">
          {words.people.levels[one.access]} · {scopesInWords(one)}
        </p>
        {(one.team || one.about) && (
          <p className="text-quiet [overflow-wrap:anywhere]">
            {[one.team ? words.tokens.lookedAfterBy(one.team) : '', one.about].filter(Boolean).join(' · ')}
          </p>
        )}
        <p className="text-quiet">
          <Use one={one} /> · {words.tokens.created} <Ago at={one.createdAt} />
          {one.createdBy !== name && ` ${words.tokens.by} ${one.createdBy}`}
        </p>
      </div>
      <div className="flex shrink-0 items-center justify-between gap-3 max-sm:w-full">
        <End one={one} />
        <Button
          size="small"
          look="danger"
          whyNot={one.person === name ? undefined : mayNot}
          onClick={onRevoke}
        >
          {words.tokens.revoke}
          <span className="sr-only"> {one.label}</span>
        </Button>
      </div>
    </li>
  );
}

function Use({ one }: { one: Token }) {
  if (!one.lastUsedAt) return words.tokens.neverUsed;
  return (
    <>
      {words.tokens.used} <Ago at={one.lastUsedAt} />
      {one.lastUsedFrom && ` ${words.tokens.from} ${one.lastUsedFrom}`}
    </>
  );
}

const dayMs = 86_400_000;

/** When it ends; from a week before on so that nobody overlooks it. */
function End({ one }: { one: Token }) {
  const now = useNow();
  if (!one.expiresAt) return <span className="text-quiet">{words.tokens.endless}</span>;
  const left = Date.parse(one.expiresAt) - now;
  if (left <= 0) return <Mark tone="quiet" word={words.tokens.ended} />;
  if (left <= tokenNoticeDays * dayMs)
    return <Mark tone="warning" word={words.tokens.endsIn(Math.ceil(left / dayMs))} />;
  return (
    <span className="text-quiet">
      {words.tokens.expires} <At at={one.expiresAt} />
    </span>
  );
}

function scopesInWords({ scopes }: Token): string {
  if (scopes === null) return words.tokens.everything;
  return scopes
    .map((scope) => {
      const [area, effect] = scope.split(':');
      return words.tokens.scopeText(words.tokens.areas[areaNamed(area)], effect === 'write');
    })
    .join(', ');
}

/** A scope begins with its area. */
function areaNamed(text: string | undefined): keyof typeof words.tokens.areas {
  return text as keyof typeof words.tokens.areas;
}

/** Whatever uses it stops at once, so it is asked once more. */
function RevokeDialog({ one, onClose }: { one: Token; onClose: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(revokeToken, { params: { id: one.id } }),
    onSuccess: ({ alsoRevoked }) => {
      say(words.tokens.revoked(alsoRevoked));
      onClose();
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <Dialog title={words.tokens.revokeTitle(one.label)} onClose={onClose}>
      <p className="mb-4 text-sm">{words.tokens.revokeText}</p>
      <Button look="danger" className="w-full" busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {words.tokens.revoke}
      </Button>
    </Dialog>
  );
}
