import type { listNotifications, Page } from '@muster/contract/oncall/pages';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useNow } from '../ui/clock.ts';
import { Countdown } from '../ui/time.tsx';
import { words } from './messages.ts';

export type Notification = AnswerOf<typeof listNotifications>['items'][number];

/** The next thing that happens by itself, with its countdown. A promise is worth more with a clock. */
export function WhatNext({ page, told, me }: { page: Page; told: Notification[]; me: string }) {
  const next = nextOf(page, told);
  const now = useNow();
  if (!next) return <span>{restSentence(page, me)}</span>;
  if (Date.parse(next.at) <= now) return <span>{words.next.soon(next.sentence)}</span>;
  return (
    <span>
      {words.next.in}{' '}
      <strong className="text-base">
        <Countdown to={next.at} />
      </strong>{' '}
      {next.sentence}
    </span>
  );
}

/** Pure: the earliest promise of the page itself or of a planned notification. */
export function nextOf(page: Page, told: Notification[]): { at: string; sentence: string } | undefined {
  if (page.state === 'resolved') return undefined;
  const planned = told
    .filter((one) => one.outcome === 'scheduled')
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
  if (planned && (page.nextAt === null || planned.dueAt <= page.nextAt)) {
    const kind = words.kindShort[planned.kind] ?? planned.kind;
    return { at: planned.dueAt, sentence: words.next.told(planned.person, kind) };
  }
  if (page.nextAt === null) return undefined;
  if (page.state === 'snoozed') return { at: page.nextAt, sentence: words.next.wakes };
  if (page.state === 'acknowledged') return { at: page.nextAt, sentence: words.next.back };
  return { at: page.nextAt, sentence: words.next.step(page.step + 1) };
}

function restSentence(page: Page, me: string): string {
  if (page.state === 'resolved') return words.next.ended;
  if (page.escalation === 'exhausted' && page.state === 'triggered') return words.next.nothingRunning;
  if (page.state === 'acknowledged' && page.owner !== null)
    return page.owner === me ? words.next.yours : words.next.held(page.owner);
  return words.next.nothing;
}
