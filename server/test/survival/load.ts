/** What every part begins and ends with: a folder, a receiver, senders, somebody who acknowledges, and the verdict. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyOrganisation } from './api.ts';
import type { Figures } from './figures.ts';
import { postgresProcesses, signalAll } from './node-process.ts';
import { organisation } from './organisation.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { startResponder } from './responder.ts';
import { type Senders, startSenders } from './senders.ts';
import { awaitNotifications, judge, type Run, type Verdict } from './verdict.ts';

export interface Report {
  figures: Figures;
  problems: readonly string[];
}

/** Runs `body` with a folder and a receiver, and leaves nothing behind; SURVIVAL_KEEP=1 keeps the folder. */
export async function inScene<T>(body: (root: string, receiver: Receiver) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'muster-survival-'));
  const receiver = await startReceiver();
  try {
    return await body(root, receiver);
  } finally {
    signalAll(leftoversOf(join(root, 'own')), 'SIGKILL');
    await receiver.close();
    if (process.env.SURVIVAL_KEEP) console.log(`kept: ${root}`);
    else rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface Load {
  senders: Senders;
  /** Stops the senders, waits until everybody was told, waits on for `escalationMs`, and judges. */
  end(how: { url: string; away: Run['away']; escalationMs: number }): Promise<Verdict>;
}

export async function startLoad(
  nodes: readonly string[],
  receiver: Receiver,
  pace?: Parameters<typeof startSenders>[1],
): Promise<Load> {
  await applyOrganisation(nodes[0] ?? '', organisation(receiver.url));
  const senders = startSenders(nodes, pace);
  const responder = startResponder(nodes, receiver);
  return {
    senders,
    async end({ url, away, escalationMs }) {
      await senders.stop();
      const run = { url, senders, receiver, acknowledged: responder.acknowledged, away };
      await awaitNotifications(run);
      await sleep(escalationMs);
      await responder.stop();
      return judge(run);
    },
  };
}

function leftoversOf(dataDir: string): number[] {
  try {
    return postgresProcesses(dataDir);
  } catch {
    return [];
  }
}

/** The lines that every part's table has. */
export function figuresOf(verdict: Verdict): Figures {
  const { markedDuplicates, unmarkedDuplicates, doubleSteps } = verdict;
  return [
    ['alerts accepted', verdict.alerts],
    ['lost', verdict.lost],
    ['without a page, with several', `${verdict.withoutPage}, ${verdict.withSeveralPages}`],
    ['notifications', verdict.notifications],
    ['not notified, wrong person', `${verdict.unnotified}, ${verdict.wrongPerson}`],
    [
      'sent twice: marked, unmarked, step doubled',
      `${markedDuplicates}, ${unmarkedDuplicates}, ${doubleSteps}`,
    ],
    ['told after an acknowledgement', verdict.afterAcknowledgement],
  ];
}
