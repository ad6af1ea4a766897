import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { ImportPanel } from '../respond/history/import-panel.tsx';
import { words } from '../respond/history/messages.ts';
import { buttonClass } from '../ui/button.tsx';
import { Head, Section } from '../ui/section.tsx';

/** The history of another tool, taken in; and ours, taken out. */
export function ImportScreen() {
  useTitle(words.title);
  const mayNot = useWhyNotRespond();
  return (
    <>
      <Head title={words.title} about={words.about} />
      <div className="max-w-4xl space-y-10">
        <ImportPanel mayNot={mayNot} />
        <Section title={words.exportTitle} quiet>
          <p className="mb-3 text-sm text-quiet">{words.exportText}</p>
          <p className="flex flex-wrap gap-2">
            <a href="/api/v1/incidents/export?format=csv" download className={buttonClass()}>
              {words.asCsv}
            </a>
            <a href="/api/v1/incidents/export?format=json" download className={buttonClass()}>
              {words.asJson}
            </a>
          </p>
        </Section>
      </div>
    </>
  );
}
