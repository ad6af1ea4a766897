// Numbers of a measurement: medians over rounds, and the table that is printed at the end.

export interface Row {
  what: string;
  /** What was measured, with its unit. */
  figure: string;
  /** Against what of the same run. */
  against: string;
  ratio: string;
  /** Empty where no aim was set. */
  aim: string;
  /** Null where there is no aim. */
  met: boolean | null;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The median of a figure over the samples of several rounds. */
export function medianOf<T>(samples: readonly T[], figure: (sample: T) => number): number {
  return median(samples.map(figure).filter((value) => !Number.isNaN(value)));
}

/** Few enough digits to be honest on a noisy machine. */
export function short(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n`);
  console.log('| what | figure | against, in the same run | ratio | aim | met |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const row of rows) {
    const met = row.met === null ? '' : row.met ? 'yes' : 'NO';
    console.log(
      `| ${[row.what, row.figure, row.against, row.ratio, row.aim, met].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
    );
  }
}
