import { useQuery } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { useTitle } from '../app/title.ts';
import { editWords } from '../oncall/policy-edit-messages.ts';
import { policyWords as words } from '../oncall/policy-messages.ts';
import { PolicyRows } from '../oncall/policy-rows.tsx';
import { policies } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Every escalation policy and what uses it. */
export function PoliciesScreen() {
  useTitle(words.title);
  useRowKeys();
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Go to={paths.newPolicy} className={buttonClass()}>
          {editWords.fresh}
        </Go>
      </Head>
      <QueryView query={useQuery(policies)}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.none}>
              <p>{words.noneText}</p>
            </Empty>
          ) : (
            <PolicyRows policies={items} />
          )
        }
      </QueryView>
    </>
  );
}
