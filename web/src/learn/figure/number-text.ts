/** The units that Muster gives by itself, of one. */
const ofOne: Readonly<Record<string, string>> = {
  people: 'person',
  users: 'user',
  requests: 'request',
  cases: 'case',
};

/** A number as people read it, with its unit. */
export function numberText({ value, unit }: { value: number; unit: string }): string {
  const text = value.toLocaleString('en', { maximumFractionDigits: 2 });
  const called = value === 1 ? (ofOne[unit] ?? unit) : unit;
  return called === '' ? text : `${text} ${called}`;
}
