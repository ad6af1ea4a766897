/** Numbers for people. */

/** The value below which so much of the list lies; 0 for an empty list. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

export const inMs = (ms: number): string => `${Math.round(ms)} ms`;

/** Median, 99th percentile and worst. */
export function spread(values: readonly number[]): string {
  const at = (part: number) => inMs(quantile(values, part));
  return values.length === 0 ? 'none' : `p50 ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)}`;
}

export type Figures = readonly (readonly [what: string, value: string | number])[];

export function table(title: string, figures: Figures): string {
  const width = Math.max(...figures.map(([what]) => what.length));
  return [title, ...figures.map(([what, value]) => `  ${what.padEnd(width)}  ${value}`)].join('\n');
}
