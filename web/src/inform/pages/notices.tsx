import type { Notice } from '@muster/contract/inform/status-pages';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty, reasonOf } from '../../ui/states.tsx';
import { At } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { noticesOf, useDecideUpdate } from './queries.ts';

type PageUpdate = Notice['updates'][number];
const atOnce = 10;

/** What waits for somebody's yes comes first; then everything that stands on the page. */
export function Notices({ name }: { name: string }) {
  const notices = useQuery(noticesOf(name));
  const [all, setAll] = useState(false);
  return (
    <QueryView query={notices} rows={4}>
      {({ items }) => {
        const waiting = items.flatMap((notice) =>
          notice.updates.filter((one) => one.stands === 'waiting').map((update) => ({ notice, update })),
        );
        const left = items.length - atOnce;
        return (
          <div className="space-y-8">
            {waiting.length > 0 && (
              <Section title={words.notices.waiting}>
                <ul className="space-y-3">
                  {waiting.map(({ notice, update }) => (
                    <li key={update.id} className="rounded-lg border border-line bg-raised p-3 sm:p-4">
                      <Waiting name={name} title={notice.title} update={update} />
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            <Section title={words.notices.standing}>
              {items.length === 0 ? (
                <Empty title={words.notices.none} />
              ) : (
                <Rows label={words.notices.standing}>
                  {(all ? items : items.slice(0, atOnce)).map((one) => (
                    <li key={one.id} className="px-3 py-3">
                      <NoticeRow notice={one} />
                    </li>
                  ))}
                </Rows>
              )}
              {left > 0 && !all && (
                <Button look="quiet" className="mt-2 w-full" onClick={() => setAll(true)}>
                  {words.notices.more(left)}
                </Button>
              )}
            </Section>
          </div>
        );
      }}
    </QueryView>
  );
}

function Waiting({ name, title, update }: { name: string; title: string; update: PageUpdate }) {
  const decide = useDecideUpdate(name);
  const me = useMe();
  const [isRefusing, setRefusing] = useState(false);
  const whyNot = update.by === me.name ? words.notices.own : undefined;
  const send = (agreed: boolean, reason = '') =>
    decide.mutate(
      { id: update.id, agreed, reason },
      { onSuccess: () => say(agreed ? words.notices.agreed : words.notices.refused, 'ok') },
    );
  const refuse = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    send(false, typeof reason === 'string' ? reason.trim() : '');
  };
  return (
    <div className="space-y-3">
      <h3 className="font-medium wrap-anywhere">{title}</h3>
      <UpdateText update={update} />
      {decide.isError && !isRefusing && (
        <p role="alert" className="text-sm text-critical">
          {reasonOf(decide.error)}
        </p>
      )}
      {isRefusing ? (
        <form onSubmit={refuse} className="space-y-3">
          <Area
            label={words.notices.reason}
            hint={words.notices.reasonHint}
            name="reason"
            rows={2}
            required
            maxLength={1_000}
            error={errorAt(decide.error, '/reason')}
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="danger" busy={decide.isPending}>
              {words.notices.refuse}
            </Button>
            <Button look="quiet" onClick={() => setRefusing(false)}>
              {words.notices.cancel}
            </Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" busy={decide.isPending} whyNot={whyNot} onClick={() => send(true)}>
            {words.notices.agree}
          </Button>
          <Button whyNot={whyNot} onClick={() => setRefusing(true)}>
            {words.notices.refuse}
          </Button>
        </div>
      )}
    </div>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  return (
    <details className="group">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
        <span className="font-medium wrap-anywhere">{notice.title}</span>
        <span className="text-quiet">{words.progress[notice.state]}</span>
        <span className="text-quiet">
          <At at={notice.createdAt} />
        </span>
      </summary>
      <div className="mt-3 space-y-3">
        {notice.incident && (
          <p className="text-sm">
            <Go to={paths.incident(notice.incident)} className="underline">
              {words.notices.incident(notice.incident)}
            </Go>
          </p>
        )}
        <ol className="space-y-3 border-l-2 border-line pl-3">
          {notice.updates.map((one) => (
            <li key={one.id}>
              <UpdateText update={one} />
            </li>
          ))}
        </ol>
      </div>
    </details>
  );
}

function UpdateText({ update }: { update: PageUpdate }) {
  const mark =
    update.retractedAt !== null
      ? words.notices.takenBack
      : update.stands === 'refused'
        ? words.notices.refusedMark
        : update.editedAt !== null
          ? words.notices.edited
          : null;
  const told = update.components.map((one) => `${one.name}: ${words.states[one.state]}`).join(', ');
  return (
    <div className="space-y-1 text-sm">
      <p className="flex flex-wrap gap-x-3 text-quiet">
        <span className="font-medium text-text">{words.progress[update.state]}</span>
        <span>
          <At at={update.at} /> {words.notices.by(update.by)}
        </span>
        {mark && <span className="text-warning">{mark}</span>}
      </p>
      <p className="whitespace-pre-wrap wrap-anywhere">
        {update.retractedAt === null ? update.text : <s>{update.text}</s>}
      </p>
      {told !== '' && <p className="text-quiet wrap-anywhere">{told}</p>}
    </div>
  );
}
