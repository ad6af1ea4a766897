import { messages } from '../app/messages.ts';
import { Dialog } from '../ui/dialog.tsx';

const keys: [string, string][] = [
  ['Ctrl K', messages.keys.palette],
  ['j', messages.keys.next],
  ['k', messages.keys.previous],
  ['Enter', messages.keys.open],
  ['a', messages.keys.acknowledge],
  ['d', messages.keys.declare],
  ['n', messages.keys.line],
  ['t', messages.keys.task],
  ['u', messages.keys.update],
  ['?', messages.keys.help],
];

/** All keys there are. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={messages.keys.title} onClose={onClose}>
      <dl className="divide-y divide-line text-sm">
        {keys.map(([key, does]) => (
          <div key={key} className="flex items-center justify-between gap-4 py-2">
            <dt className="order-2">
              <kbd className="rounded border border-line-strong/60 bg-sunken px-2 py-0.5 font-mono text-xs">
                {key}
              </kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
