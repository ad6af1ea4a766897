import {
  answerQuestion,
  askQuestion,
  getQuestions,
  type QuestionBox,
} from '@muster/contract/respond/questions';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

type Of = { id: string };

/** Live by its own hints; whom they reach and which news there are changes with the incident. */
export const questionsOf = ({ id }: Of) =>
  queryOptions({
    queryKey: [`questions:${id}`],
    queryFn: ({ signal }) => call(getQuestions, { params: { ref: id }, signal }),
    meta: { from: ['incidents'] },
    refetchInterval: 60_000,
  });

export function useAsk({ id }: Of) {
  return useQuestionAct({ id }, (body: { text: string; answered?: boolean }) =>
    call(askQuestion, { params: { ref: id }, body, idempotencyKey: crypto.randomUUID() }),
  );
}

export function useAnswer({ id }: Of) {
  return useQuestionAct({ id }, ({ question, text }: { question: string; text?: string }) =>
    call(answerQuestion, { params: { ref: id, id: question }, body: text === undefined ? {} : { text } }),
  );
}

function useQuestionAct<Given>({ id }: Of, act: (given: Given) => Promise<QuestionBox>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (box) => client.setQueryData(questionsOf({ id }).queryKey, box),
    onSettled: () => client.invalidateQueries({ queryKey: questionsOf({ id }).queryKey }),
  });
}
