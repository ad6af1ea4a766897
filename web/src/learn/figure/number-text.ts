/** A number as people read it, with its unit. */
export function numberText({ value, unit }: { value: number; unit: string }): string {
  const text = value.toLocaleString('en', { maximumFractionDigits: 2 });
  return unit === '' ? text : `${text} ${unit}`;
}
