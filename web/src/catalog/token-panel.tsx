import { createToken, type listTokens, revokeToken } from '@muster/contract/catalog/tokens';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago, At } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';
import { tokens } from './queries.ts';

type Token = AnswerOf<typeof listTokens>['items'][number];

/** The tokens there are, and a form for another. */
export function TokenPanel() {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (form: FormData) => {
      const days = Number(textOf(form, 'days'));
      return call(createToken, {
        body: { label: textOf(form, 'label'), ...(days > 0 ? { expiresInDays: days } : {}) },
        idempotencyKey: crypto.randomUUID(),
      });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate(new FormData(event.currentTarget));
    event.currentTarget.reset();
  };
  const rest = errorBeside(make.error, ['/label', '/expiresInDays']);
  return (
    <div className="space-y-5">
      <form onSubmit={submit} className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
        <Field
          label={words.tokens.label}
          name="label"
          required
          maxLength={100}
          error={errorAt(make.error, '/label')}
        />
        <Field
          label={words.tokens.days}
          name="days"
          type="number"
          min={1}
          max={3650}
          hint={words.tokens.daysHint}
          error={errorAt(make.error, '/expiresInDays')}
        />
        <Button type="submit" look="primary" className="sm:mt-6" busy={make.isPending}>
          {words.tokens.make}
        </Button>
      </form>
      {rest && (
        <p role="alert" className="text-sm text-critical">
          {rest}
        </p>
      )}
      <div aria-live="polite">
        {make.data && <CopyBlock label={words.tokens.secret} text={make.data.secret} />}
      </div>
      <QueryView query={useQuery(tokens)}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.tokens.none}</p>
          ) : (
            <Rows label={words.tokens.title}>
              {items.map((one) => (
                <TokenRow key={one.id} one={one} />
              ))}
            </Rows>
          )
        }
      </QueryView>
    </div>
  );
}

function TokenRow({ one }: { one: Token }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(revokeToken, { params: { id: one.id } }),
    onSuccess: () => say(words.tokens.revoked),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
      <span className="min-w-0">
        <span className="font-medium">{one.label}</span>{' '}
        <code className="text-xs text-quiet">{one.prefix}…</code>
        <span className="block text-quiet">
          {words.people.levels[one.access]} · {words.tokens.created} <Ago at={one.createdAt} />{' '}
          {words.tokens.by} {one.createdBy} ·{' '}
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
      <Button size="small" look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {words.tokens.revoke}
        <span className="sr-only"> {one.label}</span>
      </Button>
    </li>
  );
}
