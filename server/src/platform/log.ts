import pino from 'pino';

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug' | 'child'>;

const secretNames = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'key',
  'apiKey',
  'acknowledge',
  'DATABASE_URL',
  'SMTP_URL',
];

/** Redacted by name at the top three levels; texts that look like one of our secrets are cut by pattern. */
export function createLog(
  level: string,
  destination: pino.DestinationStream = pino.destination(1),
): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    serializers: { error: errorForLog },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
    hooks: {
      streamWrite: (line) => redactPatterns(line),
    },
  };
  return pino(options, destination);
}

/**
 * What the log tells of an error. Named one by one: message and stack are not enumerable, and the driver hangs the
 * whole connection on its errors.
 */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, message, code, stack, cause: cause === undefined ? undefined : errorForLog(cause) };
}

/** Our tokens (`mst_…`), webhook secrets (`whsec_…`), tokens of Telegram bots, keys in paths and headers, passwords in URLs. */
// What may be repeated is bounded, because a line may hold what anybody has sent.
export function redactPatterns(text: string): string {
  return text
    .replace(/\b(mst|whsec)_[A-Za-z0-9_-]{8,}/g, '$1_[redacted]')
    .replace(/\b((?:bot)?[0-9]{5,20}:)[A-Za-z0-9_-]{30,}/g, '$1[redacted]')
    .replace(/(\/(?:ingest\/[a-z-]+|ping)\/)[A-Za-z0-9._~-]{8,}/g, '$1[redacted]')
    .replace(/\b(Bearer|Basic|GenieKey) [A-Za-z0-9._~+/=-]{8,}/gi, '$1 [redacted]')
    .replace(/\b(muster_(?:session|device)=)[A-Za-z0-9_-]{8,}/g, '$1[redacted]')
    .replace(/([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"]{0,200}:)[^\s@"]{1,500}@/gi, '$1[redacted]@')
    .replace(/([?&](?:token|apiKey|key)=)[^&\s"]+/gi, '$1[redacted]')
    .replace(/(\/a\/)[A-Za-z0-9._-]{16,}/g, '$1[redacted]');
}
