import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { words } from '../learn/trigger/messages.ts';
import { retrospectiveSettings } from '../learn/trigger/queries.ts';
import { SettingsForm } from '../learn/trigger/settings-form.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** When a retrospective is due, set beforehand. */
export function RetrospectiveSetupScreen() {
  useTitle(words.title);
  const settings = useQuery(retrospectiveSettings);
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={settings} rows={6}>
        {(stored) => <SettingsForm stored={stored} />}
      </QueryView>
    </>
  );
}
