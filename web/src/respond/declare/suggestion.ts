/**
 * Pure: what the form proposes while somebody says what is wrong. Proposals only: whoever declares decides, and unsure
 * means the higher (R13, P16).
 */
import type { SeverityRule } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';

/** The three tests of R13, as answered. */
export interface Tests {
  anotherTeam: boolean;
  customers: boolean;
  anHour: boolean;
}

const most = 5;

/** Services that the text seems to be about: those whose words stand in it, the closest first. */
export function suggestServices(text: string, services: readonly string[]): string[] {
  const said = wordsOf(text);
  return services
    .map((name) => ({ name, score: closeness(wordsOf(name), said) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((one) => one.name);
}

/** Words that mean by themselves that the product cannot be used, or that something leaks or is lost. */
const worst =
  /\b(down|outage|unreachable|nobody can|no one can|all (customers|users)|data loss|lost data|leak(ed|s)?|breach)\b/i;

/** Why a severity is proposed, for the sentence beside it. */
export type Why = 'words' | 'customers' | 'type' | 'usual';

export interface Suggestion {
  severity: SeverityRule;
  why: Why;
}

/** What the text, the tests and the kind of incident speak for. Nothing where there are no severities yet. */
export function suggestSeverity(
  { title, tests }: { title: string; tests: Tests },
  ofType: string | null,
  severities: readonly SeverityRule[],
): Suggestion | undefined {
  const sorted = severities.toSorted((a, b) => a.rank - b.rank);
  const highest = sorted.at(-1);
  const usual = sorted[Math.floor(sorted.length / 2)];
  if (!highest || !usual) return undefined;
  if (worst.test(title)) return { severity: highest, why: 'words' };
  const seen = sorted.find((one) => one.publicNotice) ?? usual;
  const kind = sorted.find((one) => one.name === ofType);
  if (kind) return { severity: kind, why: 'type' };
  if (tests.customers) return { severity: seen.rank > usual.rank ? seen : usual, why: 'customers' };
  return { severity: usual, why: 'usual' };
}

/** Pages are opened by alerts, nearly all of them (R12); who noticed anything else, nobody but its declarer knows. */
export function suggestSource({ page }: { page: string }): IncidentState['source'] {
  return page === '' ? null : 'alert';
}

/** One for a word that is said, half for one that begins as a said one does (`payments` and `payment`). */
function closeness(name: readonly string[], said: readonly string[]): number {
  const found = name.map((word) => {
    if (said.includes(word)) return 1;
    const isLike = said.some(
      (one) => word.length > 3 && one.length > 3 && (one.startsWith(word) || word.startsWith(one)),
    );
    return isLike ? 0.5 : 0;
  });
  return found.reduce((sum: number, one) => sum + one, 0) / Math.max(1, name.length);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}
