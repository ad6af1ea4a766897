import { type ReactNode, useState } from 'react';
import type { Segment } from './calendar-layout.ts';
import { PlanForm } from './plan-form.tsx';
import type { Marks } from './shift-bar.tsx';
import { ShiftMover } from './shift-mover.tsx';
import type { Plan } from './swap-plan.ts';

interface Props {
  schedule: string;
  segments: readonly Segment[];
  zone: string;
  mayNotEdit: string | undefined;
  children: (marks: Marks) => ReactNode;
}

/** Moves shifts on the calendar within; what a drop means is confirmed before it is done. */
export function ShiftMoves({ schedule, segments, zone, mayNotEdit, children }: Props) {
  const [plan, setPlan] = useState<Plan>();
  return (
    <>
      <ShiftMover segments={segments} zone={zone} mayEdit={mayNotEdit === undefined} onPlan={setPlan}>
        {children}
      </ShiftMover>
      {plan && plan.do !== 'nothing' && (
        <PlanForm
          plan={plan}
          schedule={schedule}
          zone={zone}
          mayNotEdit={mayNotEdit}
          onClose={() => setPlan(undefined)}
        />
      )}
    </>
  );
}
