import type { FastifyInstance } from 'fastify';
import type { Section } from './catalog/index.ts';
import {
  authenticate,
  catalogJobs,
  catalogPlugins,
  catalogPurposes,
  catalogRoutes,
  catalogSections,
  offerSetUp,
  setUpFromSettings,
} from './catalog/module.ts';
import { type Alarms, connectJobs, openConnect } from './connect/module.ts';
import { detectJobs, detectPlugins, detectRoutes, detectSections } from './detect/module.ts';
import { informJobs, informPlugins, informPurposes, informRoutes, informSections } from './inform/module.ts';
import { learnDocuments, learnJobs, learnRoutes } from './learn/module.ts';
import { measureJobs, measurePlugins, measureRoutes } from './measure/module.ts';
import { acknowledgeUrl, findContact, saveWebpushContact } from './oncall/index.ts';
import {
  canaryGauges,
  canaryView,
  canaryWorker,
  nowhereSender,
  oncallJobs,
  oncallPlugins,
  oncallPurposes,
  oncallRoutes,
  oncallSections,
  prepareDelivery,
  reach,
} from './oncall/module.ts';
import { prepareAppRole } from './platform/app-role.ts';
import { createRefusals } from './platform/audit/refusals.ts';
import { writeRefusalsLeft } from './platform/audit/refusals-worker.ts';
import { auditRoutes } from './platform/audit/routes.ts';
import { type Audit, type Auditor, createAuditor } from './platform/auditor/auditor.ts';
import { platformChecks } from './platform/auditor/checks.ts';
import type { Check } from './platform/auditor/model.ts';
import { healthRoutes } from './platform/auditor/routes.ts';
import { databaseTime } from './platform/auditor/store.ts';
import type { Clock } from './platform/clock.ts';
import { pause, uptimeMs, within } from './platform/clock.ts';
import { followDatabase } from './platform/database-clock.ts';
import { byKeyOnly, type DatabaseConfig, openDb, type Query } from './platform/db.ts';
import { checked } from './platform/delivery/checked.ts';
import { createLane, type LaneWorker } from './platform/delivery/lanes.ts';
import { type Lane, lanes, type Sender } from './platform/delivery/model.ts';
import { messageRoutes } from './platform/delivery/routes.ts';
import { createEgress } from './platform/egress/egress.ts';
import { createEngine, type Engine, usualTick } from './platform/engine.ts';
import { createApiLimits } from './platform/http/limits.ts';
import { livePlugin } from './platform/http/live.ts';
import { operationPlugin } from './platform/http/operation.ts';
import { servePages } from './platform/http/pages.ts';
import { policyReportPlugin } from './platform/http/policy-reports.ts';
import type { Plugin, Route } from './platform/http/route.ts';
import { createHttp } from './platform/http/server.ts';
import { sitesPlugin } from './platform/http/sites.ts';
import { newId } from './platform/ids.ts';
import type { Jobs, SealedColumn, Subscription } from './platform/jobs.ts';
import { checkKeys, keyJobs } from './platform/keys/sealed.ts';
import { startListening } from './platform/listening.ts';
import { createLive, type Live } from './platform/live.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { migrate } from './platform/migrate.ts';
import { createNewsroom, type Newsroom } from './platform/news.ts';
import type { Platform } from './platform/platform.ts';
import { secretBoxOf } from './platform/secrets.ts';
import { type Settings, SettingsError } from './platform/settings.ts';
import { openSites } from './platform/sites/sites.ts';
import { platformJobs, queueGauges } from './platform/upkeep.ts';
import { jobsFor, workersOf } from './platform/workers.ts';
import { respondJobs, respondPlugins, respondRoutes, severityNames } from './respond/module.ts';

export interface AppNeeds {
  settings: Settings;
  database: DatabaseConfig;
  /** The keys that seal secrets, the newest first. Asked again while it runs, so that a new one is taken up. */
  readKeys(): readonly string[];
  clock: Clock;
  log: Log;
  version: string;
  /** Whether statements run as a role that owns no table; off in tests that alter tables. */
  ownRole?: boolean;
  /** Check every answer against the contract; on in tests. */
  checkAnswers: boolean;
  /** How often workers look although nothing is due; the usual unless time is moved by hand. */
  tick?: Temporal.Duration;
  /** Work that comes round by the clock alone does so no more often; a minute, unless a long past is told at once. */
  roundMinutes?: number;
  /** Whether it audits itself each minute; off where a test or the example moves the time. */
  audits?: boolean;
  /** Whether it goes by the database's time; off where a test or the example moves the time. */
  followsDatabase?: boolean;
  /** The database's own time, where a test keeps that too. */
  databaseTime?(db: Query): Promise<Temporal.Instant>;
  /** Take the place of the real ways out, while the example's past is told; no provider's account is asked then. */
  senders?: readonly Sender[];
}

export interface App {
  platform: Platform;
  /** Where it listens, once started. */
  address(): string;
  /** A one-time address to make the first administrator, or null when there is one. */
  offerSetUp(): Promise<string | null>;
  /** Audits the paging path now, as it does by itself each minute. */
  audit(): Promise<Audit>;
  /** Resolves when no due work runs and nothing is being sent; for tests, which move the clock. */
  settled(): Promise<void>;
  /** Stops taking requests, finishes or releases what is claimed, closes every connection. */
  stop(): Promise<void>;
}

/** The due work of all stages. */
export const stageJobs: Jobs[] = [
  platformJobs,
  ...catalogJobs,
  ...detectJobs,
  ...oncallJobs,
  ...respondJobs,
  ...informJobs,
  ...learnJobs,
  ...measureJobs,
  ...connectJobs,
];

/** What can be asked about incidents, for the example, whose people ask it in their own names. */
export const incidentRoutes = [...detectRoutes, ...respondRoutes, ...informRoutes, ...learnRoutes];

/** Every column that holds something sealed, as the slices name them. */
export const sealedColumns: readonly SealedColumn[] = stageJobs.flatMap((one) => one.sealed ?? []);

/** What the auditor looks for each minute. */
function checksOf(jobs: readonly Jobs[]): Check[] {
  // Single rows first: they are told by their names, and a sweep that is woken would take them away.
  return [
    ...jobs.flatMap((one) => one.checks ?? []),
    ...platformChecks(jobs.flatMap((one) => one.sweeps ?? [])),
  ];
}

/** For requests under way at the stop, and for what is being sent. All must be over within ten seconds. */
const answerMs = 2_000;
const drainMs = 4_000;

/** Puts the stages together and starts serving. The only place that knows every stage. */
export async function startApp(given: AppNeeds): Promise<App> {
  const time = followDatabase(given, given.databaseTime ?? databaseTime);
  const needs = { ...given, clock: time.clock };
  const running = jobsFor(needs, stageJobs);
  const checks = checksOf(running);
  const jobs: Jobs[] = [...running, keyJobs(needs.readKeys, sealedColumns, needs.roundMinutes)];
  const { clock, log } = needs;
  const newsroom = createNewsroom(newId(clock.now()), subscribersIn(jobs), { log, after: pause });
  const role = { name: null as string | null };
  const asRole = () => role.name;
  const platform = openPlatform(needs, newsroom, asRole);
  await time.start(platform.work);
  await migrate(platform.db.pool, new URL('../migrations/', import.meta.url));
  if (needs.ownRole) role.name = await prepareAppRole(platform.db.pool, needs.log);
  await checkKeys(platform, sealedColumns);
  await newsroom.listen(needs.database);
  await setUpFromSettings(platform);

  const purposes = { ...catalogPurposes, ...oncallPurposes, ...informPurposes };
  const fromOncall = { findContact, acknowledgeUrl, saveWebpushContact };
  const connect = await openConnect(platform, fromOncall, purposes);
  const sending = { senders: sendersOf(needs, platform, connect.senders), purposes };
  const laneWorkers = laneNames().map((lane) => createLane(platform, sending, lane));
  const canary = needs.audits ? [canaryWorker(platform, () => http.listeningOrigin)] : [];
  const engine = createEngine(
    platform,
    [...workersOf(platform, jobs), ...laneWorkers, ...(needs.senders ? [] : connect.workers), ...canary],
    platform.tick,
  );
  const live = createLive(newsroom.nodeId);
  newsroom.attach(engine);
  const auditor = openAuditor(needs, platform, { checks, engine, alarms: connect.alarms, asRole });
  newsroom.watch(live.changed);

  const lifetime = { isStopping: false };
  const http = openHttp(needs, platform, { live, lifetime, connect, checks });
  await listen(http, needs.settings);
  engine.start();
  const listening = startListening(connect.listeners, needs.log);
  if (needs.audits) auditor.start();

  return {
    platform,
    address: () => http.listeningOrigin,
    offerSetUp: () => offerSetUp(platform),
    audit: auditor.audit,
    settled: () => settled(engine, laneWorkers),
    async stop() {
      lifetime.isStopping = true;
      await closeHttp(http, needs.log);
      await Promise.all([auditor.stop(), listening.stop()]);
      await engine.stop();
      await drain(laneWorkers, needs.log);
      connect.close();
      time.stop();
      await closePlatform(platform, newsroom);
    },
  };
}

/** The ways out, and the one that leads nowhere. */
function sendersOf(needs: AppNeeds, platform: Platform, all: readonly Sender[]): Sender[] {
  const prepare = prepareDelivery(platform);
  return [...(needs.senders ?? all).map((sender) => checked(sender, prepare)), nowhereSender];
}

/** What is not sent by then is left to its lease; another node, or the next start, sends it again. */
async function drain(laneWorkers: readonly LaneWorker[], log: Log): Promise<void> {
  await within(drainMs, Promise.all(laneWorkers.map((lane) => lane.drained())), 'sending').catch(
    (error: unknown) => log.warn({ error }, 'some messages were still being sent at the stop'),
  );
}

async function closePlatform(platform: Platform, newsroom: Newsroom): Promise<void> {
  platform.egress.close();
  await writeRefusalsLeft(platform);
  await newsroom.close();
  await Promise.all([platform.db.close(), platform.work.close(), platform.intake.close()]);
}

interface Served {
  live: Live;
  lifetime: { isStopping: boolean };
  connect: { routes: readonly Route[]; plugins: readonly Plugin[]; alarms: Alarms };
  checks: readonly Check[];
}

/** Everything that can be reached from outside. */
function openHttp(
  needs: AppNeeds,
  platform: Platform,
  { live, lifetime, connect, checks }: Served,
): FastifyInstance {
  const routes = allRoutes(connect, checks, platform.settings.url);
  const whoAsks = (credential: Parameters<typeof authenticate>[1]) => authenticate(platform, credential);
  const { apiRate } = platform.settings;
  const limits = createApiLimits({ known: apiRate, strangers: apiRate / 10 }, platform.metrics, uptimeMs);
  const operation = operationPlugin({
    endpoints: routes.map((route) => route.endpoint),
    authenticate: whoAsks,
    limits,
    version: needs.version,
    reasons: () => (lifetime.isStopping ? ['it is stopping'] : []),
  });
  const http = createHttp({
    platform,
    authenticate: whoAsks,
    routes,
    limits,
    plugins: [
      operation,
      policyReportPlugin,
      livePlugin(live, whoAsks, limits),
      sitesPlugin(platform.sites, whoAsks, limits),
      ...catalogPlugins(limits),
      ...detectPlugins,
      ...oncallPlugins,
      ...respondPlugins(whoAsks, limits, learnDocuments),
      ...informPlugins,
      ...measurePlugins,
      ...connect.plugins,
    ],
    checkAnswers: needs.checkAnswers,
  });
  // A connection that stays open after its answer would hold up the stop.
  http.addHook('onSend', async (_request, reply) => {
    if (lifetime.isStopping) reply.header('connection', 'close');
  });
  servePages(http, new URL('../../web/dist/', import.meta.url));
  return http;
}

function allRoutes({ alarms, routes }: Served['connect'], checks: readonly Check[], url: string): Route[] {
  return [
    ...auditRoutes,
    ...messageRoutes,
    ...healthRoutes({
      checks,
      alarmWays: alarms.ways.map((way) => way.name),
      beats: alarms.beat !== null,
      canary: canaryView,
    }),
    ...catalogRoutes(organisationSections(url)),
    ...detectRoutes,
    ...oncallRoutes,
    ...respondRoutes,
    ...informRoutes,
    ...learnRoutes,
    ...measureRoutes,
    ...routes,
  ];
}

/** Requests under way are answered; whoever keeps a connection open all the same is not waited for. */
async function closeHttp(http: FastifyInstance, log: Log): Promise<void> {
  try {
    await within(answerMs, http.close(), 'the last requests');
  } catch (error) {
    log.warn({ error }, 'connections were cut at the stop');
    http.server.closeAllConnections();
  }
}

async function listen(http: FastifyInstance, { host, port }: Settings): Promise<void> {
  try {
    await http.listen({ host, port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new SettingsError(`PORT: ${port} is in use by another program`);
    }
    throw error;
  }
}

/** What is sent may make more work, and work may send more. */
async function settled(engine: Engine, sending: readonly LaneWorker[]): Promise<void> {
  do {
    await engine.settled();
    await Promise.all(sending.map((lane) => lane.drained()));
  } while (engine.isBusy());
}

/** In the order in which they are written: a section may refer to what stands before it. */
function organisationSections(url: string): Section[] {
  const { people, services } = catalogSections(reach);
  const afterServices = [...detectSections(severityNames), ...informSections(url)];
  return [...people, ...oncallSections, ...services, ...afterServices];
}

function openPlatform(needs: AppNeeds, news: Newsroom, role: () => string | null): Platform {
  const { settings, database, readKeys, clock, log, tick = usualTick } = needs;
  const onError = (error: Error) => log.warn({ error }, 'a database connection broke');
  const platform: Platform = {
    db: openDb(database, 10, onError, { role }),
    work: openDb(database, 8, onError, { role, settings: byKeyOnly }),
    intake: openDb(database, 2, onError, { role, settings: byKeyOnly }),
    clock,
    tick,
    log,
    settings,
    secrets: secretBoxOf(readKeys()),
    metrics: createMetrics(),
    refusals: createRefusals(),
    egress: createEgress({ allow: settings.allowTargets }),
    sites: openSites(settings.statusDir),
    news,
  };
  queueGauges(platform);
  canaryGauges(platform);
  return platform;
}

interface Audited {
  checks: readonly Check[];
  engine: Engine;
  alarms: Alarms;
  asRole: () => string | null;
}

/** With a pool of its own, whose statements are given up soon: what it audits must not be able to stop it. */
function openAuditor(
  needs: AppNeeds,
  platform: Platform,
  { checks, engine, alarms, asRole }: Audited,
): Auditor {
  const onError = (error: Error) => needs.log.warn({ error }, 'a database connection of the auditor broke');
  return createAuditor({
    platform,
    db: openDb(needs.database, 2, onError, { role: asRole, statementMs: 5_000 }),
    checks,
    lookedAt: engine.lookedAt,
    databaseTime: needs.databaseTime ?? databaseTime,
    alarmWays: alarms.ways,
    beat: alarms.beat,
  });
}

function subscribersIn(jobs: readonly Jobs[]): Map<string, Subscription[]> {
  const found = new Map<string, Subscription[]>();
  for (const one of jobs.flatMap(({ subscriptions }) => subscriptions ?? [])) {
    for (const type of one.types) found.set(type, [...(found.get(type) ?? []), one]);
  }
  return found;
}

/** The keys of `lanes` are the lanes, which Object.keys tells only as texts. */
function laneNames(): Lane[] {
  return Object.keys(lanes) as Lane[];
}
