import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { obligationRules } from '../inform/obligation/queries.ts';
import { RulesList } from '../inform/obligation/rules-list.tsx';
import { words } from '../inform/obligation/setup-messages.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** Laws and contracts that ask for a report; everybody who works may look, administrators change them. */
export function ObligationsSetupScreen() {
  useTitle(words.title);
  const rules = useQuery(obligationRules);
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={rules} rows={8}>
        {({ items }) => <RulesList rules={items} />}
      </QueryView>
    </>
  );
}
