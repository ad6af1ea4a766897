import { readFileSync } from 'node:fs';
import { type App, type AppNeeds, startApp } from './app.ts';
import { loadExample } from './example.ts';
import { pause, systemClock, within } from './platform/clock.ts';
import { createLog } from './platform/log.ts';
import { Refusal } from './platform/refusal.ts';
import { readSettings, SettingsError } from './platform/settings.ts';
import { openDatabase } from './platform/storage.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What is to be closed when a signal comes; it grows while Muster starts. */
let close = async (): Promise<void> => undefined;
let isEnding = false;

try {
  endOnSignals();
  await main();
} catch (error) {
  // A start that a stop has cut short fails in one way or another, and nobody is to hear of it.
  if (!isEnding) {
    await close();
    if (!(error instanceof SettingsError || error instanceof Refusal)) throw error;
    console.error(`Muster cannot start. ${error.message}`);
    process.exitCode = 1;
  }
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const storage = await openDatabase(settings, log);
  close = storage.close;
  const app = await start({
    settings,
    database: storage.database,
    ownRole: true,
    readKeys: storage.readKeys,
    clock: systemClock,
    log,
    version,
    checkAnswers: false,
    audits: true,
    followsDatabase: true,
  });
  close = async () => {
    await app.stop();
    await storage.close();
  };
  const setUp = await app.offerSetUp();
  console.log(`Muster ${version} is ready at ${settings.url}`);
  if (settings.adminTokenWeakness !== null)
    console.log(
      `MUSTER_ADMIN_TOKEN ${settings.adminTokenWeakness}. It is taken while only this machine reaches Muster.`,
    );
  if (setUp) console.log(`Make the first administrator with this one-time link:\n\n  ${setUp}\n`);
}

/** A terminal's Ctrl-C reaches this process twice, from the terminal and through npm. */
function endOnSignals(): void {
  const end = async (): Promise<void> => {
    await within(9_000, close(), 'stopping').catch((error: unknown) =>
      console.error(`The stop was cut short: ${error instanceof Error ? error.message : String(error)}`),
    );
    await pause(10);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!isEnding) void end();
      isEnding = true;
    });
  }
}

async function start(needs: AppNeeds): Promise<App> {
  if (process.argv.includes('--example')) {
    console.log('Loading the example organisation and its past ...');
    await loadExample(needs);
  }
  return startApp(needs);
}
