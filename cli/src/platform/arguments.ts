import { InvalidArgumentError } from 'commander';

/** A whole number of at least 1, or a usage error that says so. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It has to be a whole number from 1.');
  }
  return value;
}

/** The same, from 0. */
export function numberFromZero(text: string): number {
  return text.trim() === '0' ? 0 : wholeNumber(text);
}

/** An instant with its offset, given back in UTC as the wire wants it. */
export function instantArgument(text: string): string {
  try {
    return onTheWire(Temporal.Instant.from(text));
  } catch {
    throw new InvalidArgumentError('It has to be a time with its offset, such as 2026-12-24T18:00:00+01:00.');
  }
}

/** In UTC with milliseconds; the clock of a machine is finer, and the server takes no more. */
export function onTheWire(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}

/** A day of the calendar, as it was typed. */
export function dayArgument(text: string): string {
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    throw new InvalidArgumentError('It has to be a day, such as 2026-12-31.');
  }
}
