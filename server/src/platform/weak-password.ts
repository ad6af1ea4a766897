import { dictionary } from '@zxcvbn-ts/language-common';

/** Passwords that many people chose, from lists that were stolen and published. All in lower case. */
const known: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * Why this password would be guessed, in a sentence for whoever chose it; null when nothing is known against it. What
 * guessers try first is refused (ASVS 5.0, 6.2): a password of the lists, one of them with digits and signs around it,
 * a short text again and again, a row of neighbours, and what is known of the person (`about`: the e-mail, names).
 * Beyond that there are no rules of composition; length does more.
 */
export function whyWeak(password: string, about: readonly string[]): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (known.has(plain) || (core !== '' && known.has(core)))
    return 'is one of the passwords that guessers try first';
  if (isRepetition(plain) || isRow(plain)) return 'is a pattern that guessers try first';
  if (about.flatMap(formsOf).some((form) => [plain, core].map(bare).includes(form)))
    return 'is what others know of you';
  return null;
}

/** `musterMuster`, `abcabcabcabc`, twelve times the same: a unit of up to eight characters that fills it. */
function isRepetition(text: string): boolean {
  return /^(.{1,8}?)\1+.{0,2}$/su.test(text);
}

/** `abcdefghijkl`, `210987654321`: each character follows the one before it. */
function isRow(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(
    codes.slice(1).map((code, index) => {
      const step = code - (codes[index] ?? 0);
      // From 9 to 0 and back it goes on.
      return step === -9 ? 1 : step === 9 ? -1 : step;
    }),
  );
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 2);
}

/** The whole, and the part of an address before its @. */
function formsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return [plain, plain.split('@')[0] ?? ''].map(bare).filter((form) => form.length >= 3);
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
