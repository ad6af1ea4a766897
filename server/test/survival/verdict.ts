/** What must be true at the end of every run, whatever was killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Alert } from '@muster/contract/detect/alerts';
import type { Page } from '@muster/contract/oncall/pages';
import { allAlerts, allPages } from './api.ts';
import { personOf, serviceNames } from './organisation.ts';
import type { Notification, Receiver } from './receiver.ts';
import type { Senders, SentAlert } from './senders.ts';

/** From the answer to an acknowledgement, a message that was already on its way may still arrive so long. */
const onItsWayMs = 1_000;

export interface Run {
  url: string;
  senders: Senders;
  receiver: Receiver;
  acknowledged: ReadonlyMap<string, number>;
  /** Spans in which nothing could work: from a kill until ready again. On the clock of `performance`. */
  away: readonly { from: number; to: number }[];
}

export interface Verdict {
  alerts: number;
  pages: number;
  notifications: number;
  lost: number;
  withoutPage: number;
  withSeveralPages: number;
  unnotified: number;
  wrongPerson: number;
  markedDuplicates: number;
  unmarkedDuplicates: number;
  /** The same step decided twice: another message to the same person about the same page. */
  doubleSteps: number;
  afterAcknowledgement: number;
  /** Milliseconds from the 2xx to the first notification, without the time in which nothing could work. */
  delays: number[];
  /** Answers that no sender may get: anything but 2xx, 503, or a broken connection. */
  strangeAnswers: string[];
  problems: string[];
}

/** Waits until every accepted alert has notified somebody, or nothing has come for `patienceMs`. */
export async function awaitNotifications(run: Run, patienceMs = 20_000): Promise<void> {
  let last = performance.now();
  for (let before = -1; performance.now() - last < patienceMs; await sleep(200)) {
    if (run.receiver.received.length !== before) {
      before = run.receiver.received.length;
      last = performance.now();
    }
    const pages = new Set(run.receiver.received.map((one) => one.page));
    if (pages.size >= run.senders.alerts.filter((one) => one.acceptedAt !== undefined).length) return;
  }
}

export async function judge(run: Run): Promise<Verdict> {
  const found = new Map((await allAlerts(run.url)).map((one) => [one.labels.alertname ?? '', one]));
  const pages = await allPages(run.url);
  const byGroup = Map.groupBy(pages, (page) => page.group);
  const byPage = Map.groupBy(run.receiver.received, (one) => one.page);
  const verdict = emptyVerdict(run, pages);
  for (const sent of run.senders.alerts) {
    if (sent.acceptedAt === undefined) continue;
    verdict.alerts += 1;
    judgeAlert(verdict, sent, { found: found.get(sent.name), byGroup, byPage, away: run.away });
  }
  for (const page of pages) judgePage(verdict, page, byPage.get(page.id) ?? [], run.acknowledged);
  return { ...verdict, problems: problemsOf(verdict) };
}

function emptyVerdict({ receiver, senders }: Run, pages: readonly Page[]): Verdict {
  return {
    alerts: 0,
    pages: pages.length,
    notifications: receiver.received.length,
    lost: 0,
    withoutPage: 0,
    withSeveralPages: 0,
    unnotified: 0,
    wrongPerson: 0,
    markedDuplicates: 0,
    unmarkedDuplicates: 0,
    doubleSteps: 0,
    afterAcknowledgement: 0,
    delays: [],
    strangeAnswers: senders.attempts
      .filter(({ status, cut }) => !((status >= 200 && status < 300) || status === 503 || cut))
      .map(({ status, what, ms }) => `${what}: ${status} after ${Math.round(ms)} ms`),
    problems: [],
  };
}

interface Evidence {
  found: Alert | undefined;
  byGroup: ReadonlyMap<string | null, readonly Page[]>;
  byPage: ReadonlyMap<string, readonly Notification[]>;
  away: Run['away'];
}

function judgeAlert(verdict: Verdict, sent: SentAlert, { found, byGroup, byPage, away }: Evidence): void {
  if (!found) {
    verdict.lost += 1;
    return;
  }
  const pages = found.group === null ? [] : (byGroup.get(found.group) ?? []);
  if (pages.length === 0) verdict.withoutPage += 1;
  if (pages.length > 1) verdict.withSeveralPages += 1;
  const told = pages.flatMap((page) => byPage.get(page.id) ?? []);
  const first = told.find((one) => one.person === personOf(sent.service, 1));
  if (!first) verdict.unnotified += 1;
  else if (sent.acceptedAt !== undefined) verdict.delays.push(workingMs(sent.acceptedAt, first.at, away));
}

function judgePage(
  verdict: Verdict,
  page: Page,
  told: readonly Notification[],
  acknowledged: ReadonlyMap<string, number>,
): void {
  const service = serviceNames.find((name) => name === page.service) ?? 'payments';
  const mine = [personOf(service, 1), personOf(service, 2)];
  verdict.wrongPerson += told.filter((one) => !mine.includes(one.person)).length;
  for (const theirs of Map.groupBy(told, (one) => one.person).values()) {
    verdict.doubleSteps += new Set(theirs.map((one) => one.id)).size - 1;
    for (const tries of Map.groupBy(theirs, (one) => one.id).values()) {
      for (const again of tries.slice(1)) {
        if (again.maybeDuplicate) verdict.markedDuplicates += 1;
        else verdict.unmarkedDuplicates += 1;
      }
    }
  }
  const until = acknowledged.get(page.id);
  if (until !== undefined)
    verdict.afterAcknowledgement += told.filter((one) => one.at > until + onItsWayMs).length;
}

function workingMs(from: number, to: number, away: Run['away']): number {
  const lost = away.map((span) => Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)));
  return Math.max(0, to - from - lost.reduce((sum, ms) => sum + ms, 0));
}

function problemsOf(verdict: Verdict): string[] {
  const mustBeZero = [
    'lost',
    'withoutPage',
    'withSeveralPages',
    'unnotified',
    'wrongPerson',
    'unmarkedDuplicates',
    'doubleSteps',
    'afterAcknowledgement',
  ] as const;
  return [
    ...(verdict.alerts === 0 ? ['no alert was accepted'] : []),
    ...mustBeZero.flatMap((name) => (verdict[name] === 0 ? [] : [`${name}: ${verdict[name]}`])),
    ...verdict.strangeAnswers.slice(0, 5),
  ];
}
