import { useEffect, useState } from 'react';
import { LiveDocument } from '../../respond/document/live-document.tsx';
import { useConnection } from '../../respond/document/use-connection.ts';
import { Hints, Quality } from './hints.tsx';
import { textOf } from './live-text.ts';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';

/** The text that everybody writes at once, with what the checks say of it as it is written. */
export function Written(props: PartProps) {
  const { id } = props.one;
  const text = useLiveText(id);
  return (
    <>
      <LiveDocument incident={id} title={words.document} />
      <div className="grid grid-cols-1 items-start gap-6 sm:grid-cols-2">
        <Hints {...props} text={text} />
        <Quality {...props} text={text} />
      </div>
    </>
  );
}

/** Shares the editor's connection. Checked once nobody has typed for a moment. */
function useLiveText(id: string): string {
  const connection = useConnection(id);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!connection) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => setText(textOf(connection.doc));
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(read, 400);
    };
    read();
    connection.doc.on('update', later);
    return () => {
      clearTimeout(timer);
      connection.doc.off('update', later);
    };
  }, [connection]);
  return text;
}
