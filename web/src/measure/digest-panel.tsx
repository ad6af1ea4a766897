import { type Digest, type DigestWish, getDigest, putDigest } from '@muster/contract/measure/digest';
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../app/api.ts';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { reasonOf } from '../ui/states.tsx';
import { At } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './digest-words.ts';

const digestOf = (scope: DigestWish['scope'] | undefined) =>
  queryOptions({
    queryKey: ['digest', scope ?? ''],
    queryFn: ({ signal }) => call(getDigest, { query: scope ? { scope } : {}, signal }),
    placeholderData: keepPreviousData,
  });

/** Whether the weekly letter comes, when, about what; and what it would say now. */
export function DigestPanel() {
  const [scope, setScope] = useState<DigestWish['scope']>();
  return (
    <QueryView query={useQuery(digestOf(scope))} rows={3}>
      {({ wish, nextAt, hasMail, preview }) => (
        <div className="space-y-4">
          <p className="text-sm text-quiet">{hasMail ? words.about : words.noMail}</p>
          <Wish wish={wish} onScope={setScope} />
          {nextAt && (
            <p className="text-sm text-quiet">
              {words.next} <At at={nextAt} />
            </p>
          )}
          <details className="rounded-lg border border-line bg-raised">
            <summary className="flex min-h-10 cursor-pointer items-center px-3 text-sm text-accent pointer-coarse:min-h-11">
              {words.preview}
            </summary>
            <Preview digest={preview} />
          </details>
        </div>
      )}
    </QueryView>
  );
}

interface WishProps {
  wish: DigestWish;
  onScope: (scope: DigestWish['scope']) => void;
}

function Wish({ wish, onScope }: WishProps) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: DigestWish) => call(putDigest, { body }),
    onSuccess: () => {
      say(words.saved);
      return client.invalidateQueries({ queryKey: ['digest'] });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      isOn: form.get('isOn') !== null,
      weekday: Number(textOf(form, 'weekday')),
      hour: Number(textOf(form, 'hour')),
      scope: scopeNamed(textOf(form, 'scope')),
    });
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input type="checkbox" name="isOn" defaultChecked={wish.isOn} className="size-5" />
        {words.isOn}
      </label>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Choice label={words.weekday} name="weekday" defaultValue={String(wish.weekday)}>
          {words.weekdays.map((day, at) => (
            <option key={day} value={at + 1}>
              {day}
            </option>
          ))}
        </Choice>
        <Choice label={words.hour} name="hour" defaultValue={String(wish.hour)}>
          {Array.from({ length: 24 }, (_, hour) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: hours stay where they are.
            <option key={hour} value={hour}>
              {words.clock(hour)}
            </option>
          ))}
        </Choice>
        <Choice
          label={words.scope}
          name="scope"
          defaultValue={wish.scope}
          onChange={(event) => onScope(scopeNamed(event.target.value))}
        >
          {Object.entries(words.scopes).map(([scope, text]) => (
            <option key={scope} value={scope}>
              {text}
            </option>
          ))}
        </Choice>
      </div>
      <Button type="submit" busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

function scopeNamed(text: string): DigestWish['scope'] {
  return text === 'all' ? 'all' : 'mine';
}

function Preview({ digest }: { digest: Digest }) {
  const { incidents, reports, followUps, load } = digest;
  const isEmpty = incidents.length + reports.length + followUps.length === 0 && !load?.pages;
  if (isEmpty) return <p className="px-3 pb-3 text-sm text-quiet">{words.nothing}</p>;
  return (
    <div className="space-y-3 px-3 pb-3 text-sm">
      {load && <p>{words.load(load.hours, load.pages, load.disturbedNights)}</p>}
      <Lines title={words.incidents}>
        {incidents.map((one) => (
          <Line key={one.ref} to={paths.incident(one.ref)} text={`${one.ref} ${one.title}`}>
            {[one.severity, ...one.services, one.isOver ? words.over : words.open].join(', ')}
          </Line>
        ))}
      </Lines>
      <Lines title={words.reports}>
        {reports.map((one) => (
          <Line
            key={one.id}
            to={paths.publishedReport(one.id)}
            text={[one.ref, one.title].filter(Boolean).join(' ')}
          />
        ))}
      </Lines>
      <Lines title={words.followUps}>
        {followUps.map((one) => (
          <Line key={one.ref} to={paths.followUps({ q: one.ref })} text={`${one.ref} ${one.title}`}>
            {`${one.owner ?? words.nobody}, ${one.isOverdue ? words.late(one.dueOn ?? '') : words.due(one.dueOn ?? '')}`}
          </Line>
        ))}
      </Lines>
    </div>
  );
}

function Lines({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <div>
      <h3 className="text-xs text-quiet">{title}</h3>
      <ul className="space-y-1">{children}</ul>
    </div>
  );
}

function Line({ to, text, children }: { to: string; text: string; children?: ReactNode }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <Go to={to} className="text-accent underline underline-offset-2">
        {text}
      </Go>
      {children && <span className="text-quiet"> {children}</span>}
    </li>
  );
}
