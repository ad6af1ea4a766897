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

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof Refusal)) throw error;
  console.error(`Muster cannot start. ${error.message}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const storage = await openDatabase(settings, log);
  const needs: AppNeeds = {
    settings,
    database: storage.database,
    secretKey: storage.secretKey,
    clock: systemClock,
    log,
    version,
    checkAnswers: false,
  };
  const app = await start(needs).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const setUp = await app.offerSetUp();
  console.log(`Muster ${version} is ready at ${settings.url}`);
  if (setUp) console.log(`Make the first administrator with this one-time link:\n\n  ${setUp}\n`);

  let isEnding = false;
  const end = async (): Promise<void> => {
    await within(9_000, app.stop().then(storage.close), 'stopping').catch((error: unknown) =>
      log.error({ error }, 'the stop was cut short'),
    );
    await pause(10);
    process.exit(0);
  };
  // A terminal's Ctrl-C reaches this process twice, from the terminal and through npm.
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
