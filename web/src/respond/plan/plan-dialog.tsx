import type { Incident } from '@muster/contract/respond/incidents';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useReviewPlan } from './queries.ts';

/** Whether it still holds, what it is else, and what could be done instead (R83). */
export function PlanDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const plan = incident.plan?.text ?? '';
  const [answer, setAnswer] = useState<keyof typeof words.answers>(plan === '' ? 'changed' : 'kept');
  const [text, setText] = useState(plan);
  const [options, setOptions] = useState('');
  const review = useReviewPlan(incident, { quiet: true });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (review.isPending) return;
    const others = options.split('\n').flatMap((one) => one.trim() || []);
    const changed = answer === 'changed' ? { text: text.trim() } : {};
    review.mutate({ answer, ...changed, options: others }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form onSubmit={save} className="space-y-4">
        {plan !== '' && (
          <>
            <div className="text-sm">
              <p className="text-quiet">{words.now}</p>
              <p className="whitespace-pre-wrap wrap-anywhere">{plan}</p>
            </div>
            <Segmented label={words.answer} value={answer} options={words.answers} onChange={setAnswer} />
          </>
        )}
        {answer === 'changed' && (
          <Area
            label={words.text}
            rows={3}
            value={text}
            maxLength={5_000}
            required
            error={errorAt(review.error, '/text')}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        <Area
          label={words.options}
          hint={words.optionsHint}
          rows={3}
          value={options}
          maxLength={10_000}
          error={errorAt(review.error, '/options')}
          onChange={(event) => setOptions(event.target.value)}
        />
        <Wrong text={errorBeside(review.error, ['/text', '/options'])} />
        <Button type="submit" look="primary" className="w-full" busy={review.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
