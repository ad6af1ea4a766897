import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { policies } from '../oncall/queries.ts';
import { respondSettings } from '../respond/queries.ts';
import { SettingsEditor } from '../respond/settings/editor.tsx';
import { words } from '../respond/settings/messages.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** Severities, statuses, roles, kinds of incident; everybody may look, administrators change it. */
export function RespondSetupScreen() {
  useTitle(words.title);
  const settings = useQuery(respondSettings);
  const names = useQuery(policies).data?.items.map((one) => one.name) ?? [];
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={settings} rows={8}>
        {(stored) => <SettingsEditor stored={stored} policies={names} />}
      </QueryView>
    </>
  );
}
