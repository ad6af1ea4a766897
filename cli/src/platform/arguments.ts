import { InvalidArgumentError } from 'commander';

/** A whole number of at least 1, or a usage error that says so. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It has to be a whole number from 1.');
  }
  return value;
}

/** An instant with its offset, given back in UTC as the wire wants it. */
export function instantArgument(text: string): string {
  try {
    return Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 });
  } catch {
    throw new InvalidArgumentError('It has to be a time with its offset, such as 2026-12-24T18:00:00+01:00.');
  }
}

/** The same, from 0. */
export function numberFromZero(text: string): number {
  return text.trim() === '0' ? 0 : wholeNumber(text);
}
