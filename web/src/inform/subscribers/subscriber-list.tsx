import type { Subscriber } from '@muster/contract/inform/subscribers';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { More, QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { subscribersOf, useErase } from './queries.ts';
import { Sure } from './sure.tsx';

interface Props {
  page: { id: string; name: string; url: string };
  mayNot: string | undefined;
}

/** How many are told and who they are, as far as anybody may see it. */
export function SubscriberList({ page, mayNot }: Props) {
  const query = useInfiniteQuery(subscribersOf(page));
  const [erasing, setErasing] = useState<Subscriber>();
  const erase = useErase(page);
  return (
    <Section title={words.list.title}>
      <QueryView query={query} rows={4}>
        {({ pages }) => {
          const [first] = pages;
          const items = pages.flatMap((one) => one.items);
          if (!first || items.length === 0)
            return (
              <Empty title={words.list.none}>
                <p className="wrap-anywhere">{words.list.noneText(`${page.url}/subscribe`)}</p>
              </Empty>
            );
          return (
            <div className="space-y-3">
              <Counts first={first} />
              <Rows label={words.list.title}>
                {items.map((one) => (
                  <SubscriberRow key={one.id} one={one} mayNot={mayNot} onErase={() => setErasing(one)} />
                ))}
              </Rows>
              <More query={query} />
            </div>
          );
        }}
      </QueryView>
      {erasing && (
        <Sure
          title={words.list.removeTitle}
          text={words.list.removeText(erasing.to)}
          action={words.list.remove}
          done={words.list.removed}
          act={() => erase.mutateAsync(erasing.id)}
          onClose={() => setErasing(undefined)}
        />
      )}
    </Section>
  );
}

type First = Awaited<ReturnType<NonNullable<ReturnType<typeof subscribersOf>['queryFn']>>>;

function Counts({ first: { counts, last } }: { first: Pick<First, 'counts' | 'last'> }) {
  const parts = [
    words.list.mail(counts.mail),
    words.list.webhook(counts.webhook),
    ...(counts.waiting > 0 ? [words.list.waiting(counts.waiting)] : []),
    ...(counts.stopped > 0 ? [words.list.stopped(counts.stopped)] : []),
  ];
  return (
    <div className="space-y-1 text-sm">
      <p className="tabular-nums">{parts.join(' · ')}</p>
      {last && (
        <p className="text-quiet wrap-anywhere">
          {words.list.last}: {last.title}, <Ago at={last.at} />, {words.list.told(last.told)}
          {last.isSending && ` (${words.list.sending})`}
        </p>
      )}
    </div>
  );
}

const tones: Record<Subscriber['state'], Tone> = {
  asked: 'quiet',
  confirmed: 'ok',
  off: 'warning',
  gone: 'warning',
};

function SubscriberRow(props: { one: Subscriber; mayNot: string | undefined; onErase: () => void }) {
  const { to, state, components, confirmedAt, askedAt, reason } = props.one;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-56 space-y-0.5">
        <p className="font-medium wrap-anywhere">{to}</p>
        <p className="text-quiet">
          {components === null ? words.list.all : words.list.some(components.length)},{' '}
          {confirmedAt ? words.list.since : words.list.asked} <Ago at={confirmedAt ?? askedAt} />
        </p>
        {reason !== '' && <p className="text-quiet wrap-anywhere">{reason}</p>}
      </div>
      <div className="flex shrink-0 items-center justify-between gap-3 max-sm:w-full">
        <Mark tone={tones[state]} word={words.list.states[state]} />
        <Button size="small" look="danger" whyNot={props.mayNot} onClick={props.onErase}>
          {words.list.remove}
          <span className="sr-only"> {to}</span>
        </Button>
      </div>
    </li>
  );
}
