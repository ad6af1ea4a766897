/** Everything that a journey in the small town needs, opened and closed together. */
import type { Browser } from 'playwright-core';
import { type TestDatabase, testDatabase } from '../../server/test/harness/database.ts';
import { type FakeReceiver, startReceiver } from '../../server/test/harness/providers.ts';
import { openBrowser } from './browser.ts';
import { type Muster, startMuster } from './server.ts';
import { adaSettings, settle } from './town.ts';

export interface Place {
  browser: Browser;
  muster: Muster;
  database: TestDatabase;
  /** The phones of the town's people. */
  receiver: FakeReceiver;
  close(): Promise<void>;
}

/** Muster with the small town in it, a browser and the town's phones. `env`: what it is set up with besides. */
export async function openPlace(env: Readonly<Record<string, string>> = {}): Promise<Place> {
  const [browser, database, receiver] = await Promise.all([openBrowser(), testDatabase(), startReceiver()]);
  const muster = await startMuster({ database: database.config, env: { ...adaSettings, ...env } });
  await settle(muster, receiver);
  return {
    browser,
    muster,
    database,
    receiver,
    async close() {
      await browser.close();
      await muster.close();
      await receiver.close();
      await database.drop();
    },
  };
}
