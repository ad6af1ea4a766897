import { cx } from './class-names.ts';

export type Tone = 'critical' | 'error' | 'warning' | 'info' | 'ok' | 'quiet';

interface MarkProps {
  tone: Tone;
  word: string;
  big?: boolean;
  /** Of what is over: shape and word stay, the colour goes. */
  past?: boolean;
}

/** How bad it is: colour, shape and word together, never one alone. */
export function Mark({ tone, word, big = false, past = false }: MarkProps) {
  return (
    <span
      className={cx(
        'inline-flex items-baseline gap-1.5 whitespace-nowrap font-medium',
        tones[past ? 'quiet' : tone],
        big ? 'text-base' : 'text-sm',
      )}
    >
      <span className="translate-y-0.5">
        <Shape tone={tone} past={past} size={big ? 18 : 14} />
      </span>
      {word}
    </span>
  );
}

/** The shape alone, beside text that has the word. */
export function Shape({ tone, size = 14, past = false }: { tone: Tone; size?: number; past?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cx('block shrink-0', tones[past ? 'quiet' : tone])}
    >
      {shapes[tone]}
    </svg>
  );
}

/** The soft background that goes with a tone. */
export const softOf: Record<Tone, string> = {
  critical: 'bg-critical-soft',
  error: 'bg-critical-soft',
  warning: 'bg-warning-soft',
  info: 'bg-info-soft',
  ok: 'bg-ok-soft',
  quiet: 'bg-sunken',
};

const tones: Record<Tone, string> = {
  critical: 'text-critical',
  error: 'text-critical',
  warning: 'text-warning',
  info: 'text-info',
  ok: 'text-ok',
  quiet: 'text-quiet',
};

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.8 } as const;
const shapes: Record<Tone, React.ReactNode> = {
  critical: <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" />,
  error: <rect x="2" y="2" width="12" height="12" rx="1.5" fill="currentColor" />,
  warning: <path d="M8 1.5 15.3 14H.7Z" fill="currentColor" />,
  info: <circle cx="8" cy="8" r="6" {...stroke} />,
  ok: <path d="m2.5 8.5 3.7 3.7 7.3-8" {...stroke} strokeWidth={2.2} strokeLinecap="round" />,
  quiet: <circle cx="8" cy="8" r="4" fill="currentColor" opacity=".55" />,
};
