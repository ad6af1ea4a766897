// Judges what `npm audit --json` answers: findings that are grave and not excused, and excuses past their day.

export type Advisory = { package: string; id: string; severity: string; title: string };
export type Answer =
  | { kind: 'answered'; advisories: Advisory[] }
  /** The registry did not say. That is neither good news nor bad, and must never read as "nothing found". */
  | { kind: 'unanswered'; why: string };

/** An advisory that we live with until a day, and why. Kept in audit-exceptions.json. */
export type AuditException = { package: string; advisory: string; reason: string; until: string };

const grave = ['high', 'critical'];

/**
 * Reads the report of version 2. In `vulnerabilities` each package has its `via`: an object is an advisory on that
 * package itself, a text the name of another package that brings it; so only objects are findings.
 */
export function readAnswer(output: string): Answer {
  let report: unknown;
  try {
    report = JSON.parse(output);
  } catch {
    return { kind: 'unanswered', why: 'it gave no answer' };
  }
  const vulnerabilities = part(report, 'vulnerabilities');
  if (typeof vulnerabilities !== 'object' || vulnerabilities === null) {
    const said = part(report, 'message') ?? part(part(report, 'error'), 'summary');
    return { kind: 'unanswered', why: typeof said === 'string' ? said : 'its answer has another form' };
  }
  const found = Object.values(vulnerabilities).flatMap((entry) => viaOf(entry).map(advisoryOf));
  const unique = new Map(found.map((one) => [`${one.package} ${one.id}`, one]));
  return { kind: 'answered', advisories: [...unique.values()] };
}

/** What fails the check, one line each; `today` is a date such as 2026-03-01. */
export function auditProblems(
  answer: Answer,
  exceptions: readonly AuditException[],
  today: string,
): string[] {
  const expired = exceptions
    .filter(({ until }) => until < today)
    .map((one) => `the exception for ${one.package} (${one.advisory}) ended on ${one.until}: ${one.reason}`);
  if (answer.kind === 'unanswered') return expired;
  const excuses = (exception: AuditException, advisory: Advisory) =>
    exception.package === advisory.package && exception.advisory === advisory.id;
  const open = answer.advisories
    .filter(({ severity }) => grave.includes(severity))
    .filter((advisory) => !exceptions.some((one) => excuses(one, advisory)))
    .map((one) => `${one.severity}: ${one.package} has ${one.id}, ${one.title}`);
  const needless = exceptions
    .filter((exception) => !answer.advisories.some((advisory) => excuses(exception, advisory)))
    .map((one) => `the exception for ${one.package} (${one.advisory}) excuses nothing any more: delete it`);
  return [...expired, ...open, ...needless];
}

/** Throws when an exception lacks one of its four parts or its day is not a date. */
export function parseExceptions(text: string): AuditException[] {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries) || !entries.every(isException))
    throw new Error('audit-exceptions.json must be a list of { package, advisory, reason, until }.');
  return entries;
}

function isException(entry: unknown): entry is AuditException {
  const texts = ['package', 'advisory', 'reason', 'until'].map((name) => part(entry, name));
  return (
    texts.every((one) => typeof one === 'string' && one !== '') &&
    /^\d{4}-\d{2}-\d{2}$/.test(String(part(entry, 'until')))
  );
}

function viaOf(entry: unknown): object[] {
  const via = part(entry, 'via');
  return Array.isArray(via) ? via.filter((one) => typeof one === 'object' && one !== null) : [];
}

function advisoryOf(via: object): Advisory {
  const said = (name: string) => String(part(via, name) ?? 'unknown');
  const url = said('url');
  return {
    package: said('name'),
    // The last part of the address is the advisory's public name (GHSA-...); its number is the registry's own.
    id: url.includes('/') ? url.slice(url.lastIndexOf('/') + 1) : said('source'),
    severity: said('severity'),
    title: said('title'),
  };
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
