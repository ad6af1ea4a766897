import { useEffect } from 'react';
import { messages } from './messages.ts';

/** Names the browser's tab after what is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? messages.product : `${title} · ${messages.product}`;
  }, [title]);
}
