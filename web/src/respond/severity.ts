/** Pure: how bad a severity looks. Colours follow its place among the company's severities, not its name. */
import type { Tone } from '../ui/mark.tsx';

const tones: readonly Tone[] = ['critical', 'warning', 'info', 'quiet'];

/** The worst is always loud; of five the second is told from the worst by its shape. */
export function severityTone(rank: number, ranks: readonly number[]): Tone {
  if (ranks.length === 0) return 'quiet';
  const worse = ranks.filter((one) => one > rank).length;
  const scale: readonly Tone[] = ranks.length > 3 ? ['critical', 'error', 'warning', 'info'] : tones;
  return scale[worse] ?? 'quiet';
}
