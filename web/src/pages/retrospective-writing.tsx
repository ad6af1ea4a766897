import { useEffect } from 'react';
import { textOf } from '../learn/retrospective/live-text.ts';
import { words } from '../learn/retrospective/messages.ts';
import type { WritingProps } from '../learn/retrospective/panel.ts';
import { LiveDocument } from '../respond/document/live-document.tsx';
import { useConnection } from '../respond/document/use-connection.ts';

/** The text that everybody writes at once. */
export function Written({ id, onText }: WritingProps) {
  // Shared with the editor.
  const connection = useConnection(id);
  useEffect(() => {
    if (!connection) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => onText(textOf(connection.doc));
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
  }, [connection, onText]);
  return <LiveDocument incident={id} title={words.document} />;
}
