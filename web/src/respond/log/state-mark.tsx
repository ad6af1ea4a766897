import type { Entry } from '@muster/contract/respond/state';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { words } from './messages.ts';

/** How a line stands, by shape and word; nothing for what just is. */
export function StateMark({ entry }: { entry: Entry }) {
  const said = standing(entry);
  return said && <Mark tone={said.tone} word={said.word} />;
}

function standing({ kind, state, detail }: Entry): { tone: Tone; word: string } | null {
  if (state === 'retracted') return { tone: 'quiet', word: words.retracted };
  if (state === 'tripped') return { tone: 'error', word: words.ended.tripped };
  if (state === 'confirmed') return { tone: 'ok', word: words.ended.confirmed };
  if (state === 'ruled-out') return { tone: 'quiet', word: words.ended['ruled-out'] };
  if (state === 'settled' && detail.result) return resultMark(detail.result);
  if (state === 'settled') return words.settled[kind] ? { tone: 'ok', word: words.settled[kind] } : null;
  const isDecided = kind === 'decision' && detail.dueAt === undefined;
  return { tone: 'info', word: isDecided ? words.revisit : words.open[kind] };
}

const tones = { worked: 'ok', partial: 'warning', 'no-effect': 'quiet', worse: 'error' } as const;

function resultMark(result: NonNullable<Entry['detail']['result']>): { tone: Tone; word: string } {
  return { tone: tones[result], word: words.results[result] };
}
