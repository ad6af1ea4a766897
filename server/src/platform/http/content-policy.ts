/**
 * What a browser may do with an answer of ours. Nothing, unless the answer is a page: an answer of the API, an
 * error or a file that somebody opens by its address runs no script, shows nothing from elsewhere and is framed by
 * nobody. Pages name what they need. Nothing is ever loaded from another address (reliability.md, section 7, 41).
 */

/** Where browsers report what a policy has stopped. */
export const reportPath = '/reports/content';
const report = `report-uri ${reportPath}; report-to content`;
/** Names the place for `report-to`. */
export const reportingEndpoints = `content="${reportPath}"`;

const nothing = ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"];

/** For everything that is no page. */
export const closedPolicy = [...nothing, "form-action 'none'", 'sandbox'].join('; ');

/** For the service worker, whose own answer decides what it may ask for: this server, and nothing to run. */
export const workerPolicy = [...nothing, "connect-src 'self'", "script-src 'self'"].join('; ');

/**
 * For the application. Only scripts and styles that carry this answer's nonce run, and what they import; not even
 * a file of this server runs without it, so that an uploaded or echoed text can never become a script. Texts cannot
 * become code either: the places where a browser would take one as script want a value of the policy `muster`,
 * which knows one address, that of the service worker.
 */
export function applicationPolicy(nonce: string): string {
  return [
    ...nothing,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types muster',
    report,
  ].join('; ');
}

/** For a page without script, such as that of a link in a mail. */
export function plainPagePolicy(nonce: string): string {
  return [...nothing, `style-src 'nonce-${nonce}'`, "form-action 'self'", report].join('; ');
}
