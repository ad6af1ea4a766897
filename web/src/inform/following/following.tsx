import type { Subscription, Subscriptions } from '@muster/contract/inform/subscriptions';
import { getRespondSettings } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { words } from './messages.ts';
import { mySubscriptions, useFollow, useStopFollowing } from './queries.ts';

/** Everything that I follow, by which way, and a severity to follow. */
export function Following() {
  return (
    <div className="space-y-4">
      <p className="text-sm text-quiet">{words.about}</p>
      <QueryView query={useQuery(mySubscriptions)} rows={2}>
        {({ items, ways }) => (
          <>
            {items.length === 0 ? (
              <p className="text-sm text-quiet">{words.none}</p>
            ) : (
              <Rows label={words.title}>
                {items.map((one) => (
                  <Followed key={one.id} one={one} ways={ways} />
                ))}
              </Rows>
            )}
            <SeverityForm />
          </>
        )}
      </QueryView>
    </div>
  );
}

function Followed({ one, ways }: { one: Subscription; ways: Subscriptions['ways'] }) {
  const follow = useFollow();
  const stop = useStopFollowing();
  const name = one.kind === 'severity' ? words.worse(one.label) : one.label;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <span className="min-w-0 flex-1 basis-52">
        <span className="block font-medium wrap-anywhere">
          <Where one={one} name={name} />
        </span>
        <span className="text-quiet">{words.kinds[one.kind]}</span>
      </span>
      {ways.length > 1 && (
        <Choice
          label={`${words.by}: ${name}`}
          isLabelHidden
          value={ways.some((way) => way.via === one.via) ? one.via : 'account'}
          className="w-auto! max-w-56"
          onChange={(event) =>
            follow.mutate({ kind: one.kind, subject: one.subject, via: event.target.value })
          }
        >
          {ways.map((way) => (
            <option key={way.via} value={way.via}>
              {words.byWay(way.via === 'account' ? words.account : `${way.kind} ${way.label}`)}
            </option>
          ))}
        </Choice>
      )}
      <Button
        size="small"
        look="quiet"
        aria-label={words.stopIt(name)}
        busy={stop.isPending}
        onClick={() => stop.mutate(one.id)}
      >
        {words.stop}
      </Button>
    </li>
  );
}

function Where({ one, name }: { one: Subscription; name: string }) {
  const to =
    one.kind === 'incident' && one.ref !== null
      ? paths.incident(one.ref)
      : one.kind === 'service'
        ? paths.service(one.subject)
        : null;
  if (to === null) return name;
  return (
    <Go to={to} className="underline">
      {one.ref === null ? name : `${one.ref} ${name}`}
    </Go>
  );
}

function SeverityForm() {
  const { data } = useQuery({
    queryKey: ['respond-settings', 'severities to follow'],
    queryFn: ({ signal }) => call(getRespondSettings, { signal }),
    staleTime: 60_000,
  });
  const [severity, setSeverity] = useState('');
  const follow = useFollow();
  const all = data?.severities ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const subject = severity || all[0]?.name;
    if (subject && !follow.isPending) follow.mutate({ kind: 'severity', subject });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Choice label={words.severity} value={severity} onChange={(event) => setSeverity(event.target.value)}>
        {all.map((one) => (
          <option key={one.name} value={one.name}>
            {one.label}
          </option>
        ))}
      </Choice>
      <Button type="submit" busy={follow.isPending}>
        {words.follow}
      </Button>
    </form>
  );
}
