/**
 * Phone numbers in the international form (E.164): what is wrong with one, in a sentence, and which of them cost money
 * to call. A number that is merely unknown to the numbering plans of today is let pass, because plans change.
 */
import { type CountryCode, ParseError, parsePhoneNumberWithError } from 'libphonenumber-js/max';

export interface PhoneNumber {
  number: string;
  /** Two letters, or null for numbers of no country, such as satellites. */
  country: CountryCode | null;
  /** Calling it costs extra, or earns somebody money. */
  isPremium: boolean;
}

const troubles: Readonly<Record<string, string>> = {
  NOT_A_NUMBER: 'This is no phone number. Write it with its country, such as +34600111222.',
  INVALID_COUNTRY: 'No country has this code. Write the number with its country, such as +34600111222.',
  TOO_SHORT: 'This number is too short.',
  TOO_LONG: 'This number is too long.',
  INVALID_LENGTH: 'A number of this country has another length.',
};

/** Reads a number that a person wrote; blanks, dots, dashes and brackets are left out. */
export function readPhoneNumber(text: string): PhoneNumber | { problem: string } {
  const written = text.trim();
  if (!written.startsWith('+'))
    return { problem: 'Write the number with its country, such as +34600111222.' };
  try {
    const parsed = parsePhoneNumberWithError(written, { extract: false });
    if (!parsed.isPossible())
      return { problem: troubles[lengthTrouble(parsed.number)] ?? 'This number cannot exist.' };
    const type = parsed.getType();
    return {
      number: parsed.number,
      country: parsed.country ?? null,
      isPremium: type === 'PREMIUM_RATE' || type === 'SHARED_COST' || type === 'UAN',
    };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { problem: troubles[error.message] ?? 'This is no phone number.' };
  }
}

function lengthTrouble(number: string): string {
  return number.length < 9 ? 'TOO_SHORT' : 'INVALID_LENGTH';
}

/** Why nothing is sent to this number; null when it may be. */
export function refusedNumber(
  text: string,
  rule: { countries: readonly string[] | null; allowsPremium: boolean },
): string | null {
  const read = readPhoneNumber(text);
  if ('problem' in read) return read.problem;
  if (read.isPremium && !rule.allowsPremium)
    return 'This is a premium or shared-cost number, and those are not allowed here.';
  if (read.country === null) return 'This number belongs to no country that is known.';
  if (rule.countries && !rule.countries.includes(read.country))
    return `Numbers of ${read.country} are not allowed here.`;
  return null;
}
