import { lazy, Suspense } from 'react';
import { one, useSearchState } from '../app/search.ts';
import { DocumentCopy } from './document-copy.tsx';
import type { PanelProps } from './panel.ts';

const LiveDocument = lazy(async () => {
  const { LiveDocument: component } = await import('./document/live-document.tsx');
  return { default: component };
});

/** The incident's document: the editor for whoever responds, loaded when it is first shown; a copy for others. */
export function DocumentPanel({ incident, readOnly }: PanelProps) {
  const [search] = useSearchState();
  const at = one(search.at);
  if (readOnly) return <DocumentCopy incident={incident.id} {...(at === '' ? {} : { at })} />;
  return (
    <Suspense fallback={<div className="min-h-80" />}>
      <LiveDocument incident={incident.id} />
    </Suspense>
  );
}
