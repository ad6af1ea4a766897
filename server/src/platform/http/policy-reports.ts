import { createBuckets } from '../buckets.ts';
import { uptimeMs } from '../clock.ts';
import { networkOf } from '../network.ts';
import { reportPath } from './content-policy.ts';
import type { Plugin } from './route.ts';

/** Longer reports come from nobody's browser. */
const longestReport = 16_384;
/** What one report may hold; browsers gather a few. */
const mostReports = 20;

/**
 * `POST /reports/content`: browsers tell here what a content policy has stopped. Anybody can send one, so it is
 * counted, and of what it says only the rule and the kind of source are logged, a few times an hour: the addresses
 * in it may hold what is secret, and a log that strangers can fill is of no use.
 */
export const policyReportPlugin: Plugin = (server, platform) => {
  const fromAddress = createBuckets({ burst: 30, perSecond: 0.5 }, uptimeMs);
  const logged = createBuckets({ burst: 10, perSecond: 10 / 3_600 }, uptimeMs);
  server.post(reportPath, { bodyLimit: longestReport }, async (request, reply) => {
    if (fromAddress.take(networkOf(request.ip)) === 0) {
      for (const report of reportsIn(request.body).slice(0, mostReports)) {
        platform.metrics.policyReports.inc({ directive: report.directive });
        if (logged.take('') === 0)
          platform.log.warn(report, 'a browser stopped what the content policy forbids');
      }
    }
    return reply.code(204).send();
  });
};

export interface PolicyReport {
  directive: string;
  blocked: string;
}

/** The two forms in which browsers report: one for `report-uri`, a list for `report-to`. Anything else is nothing. */
export function reportsIn(body: unknown): PolicyReport[] {
  const said = parse(body);
  if (Array.isArray(said))
    return said.flatMap((one) => reportIn(member(one, 'body'), 'effectiveDirective', 'blockedURL'));
  return reportIn(member(said, 'csp-report'), 'effective-directive', 'blocked-uri');
}

function reportIn(report: unknown, directiveName: string, blockedName: string): PolicyReport[] {
  const directive = member(report, directiveName) ?? member(report, 'violated-directive');
  if (typeof directive !== 'string') return [];
  return [{ directive: knownDirective(directive), blocked: kindOf(member(report, blockedName)) }];
}

const directives = [
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'manifest-src',
  'worker-src',
  'form-action',
  'frame-ancestors',
  'frame-src',
  'base-uri',
  'default-src',
  'require-trusted-types-for',
  'trusted-types',
];

/** A label of a metric is one of few. */
function knownDirective(text: string): string {
  return directives.find((one) => one === text.split(' ')[0]) ?? 'other';
}

/** `inline`, `eval` and the like as they are; of an address only its host. */
function kindOf(blocked: unknown): string {
  if (typeof blocked !== 'string') return '';
  const host = URL.parse(blocked)?.host;
  return host === undefined ? blocked.replace(/[^a-z-]/g, '').slice(0, 30) : host.slice(0, 100);
}

function parse(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
}
