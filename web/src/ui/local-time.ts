/** Between instants and what a field for a day and a time shows, which has no zone of its own. */
import { localZone } from './clock.ts';

export function toField(at: string | null): string {
  if (at === null) return '';
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(localZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** Undefined where it says what stood there before: a field has minutes only, and must not cut seconds off. */
export function changedTo(field: string, before: string | null): string | null | undefined {
  if (field === toField(before)) return undefined;
  return field === '' ? null : new Date(field).toISOString();
}
