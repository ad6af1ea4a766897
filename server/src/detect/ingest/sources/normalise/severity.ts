import type { Severity } from '../../model.ts';

/** The table of ingest.md section 1. */
const WORDS: Readonly<Record<Severity, readonly string[]>> = {
  critical:
    'critical crit fatal emergency emerg alert page disaster blocker urgent highest down p0 p1 sev0 sev1'.split(
      ' ',
    ),
  error: 'error err high major severe p2 sev2'.split(' '),
  warning: 'warning warn medium moderate minor average p3 sev3'.split(' '),
  info: [
    ...'info information informational notice low lowest none debug ok trivial p4 p5 sev4 sev5'.split(' '),
    'not classified',
    'not_classified',
  ],
};

const BY_WORD = new Map<string, Severity>();
for (const severity of ['critical', 'error', 'warning', 'info'] as const)
  for (const word of WORDS[severity]) BY_WORD.set(word, severity);

/** The severity that a sender's word means, in any case and with blanks around; null for a word not known. */
export function severityOf(word: string | null): Severity | null {
  if (word === null) return null;
  return BY_WORD.get(word) ?? BY_WORD.get(word.trim().toLowerCase()) ?? null;
}
