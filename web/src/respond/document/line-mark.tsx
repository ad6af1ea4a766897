import { Mark } from '../../ui/mark.tsx';
import type { LineState } from './connection.ts';
import { words } from './messages.ts';

/** Whether what is written is safe. Says "saved" only when the server has said so of everything. */
export function LineMark({ line, waiting }: Pick<LineState, 'line' | 'waiting'>) {
  return <span role="status">{markOf(line, waiting)}</span>;
}

function markOf(line: LineState['line'], waiting: number) {
  if (line === 'refused') return <Mark tone="critical" word={words.refused} />;
  if (line === 'away')
    return <Mark tone="warning" word={waiting > 0 ? words.awayWaiting(waiting) : words.away} />;
  if (line === 'connecting') return <Mark tone="quiet" word={words.connecting} />;
  return waiting > 0 ? (
    <Mark tone="info" word={words.saving(waiting)} />
  ) : (
    <Mark tone="ok" word={words.saved} />
  );
}
