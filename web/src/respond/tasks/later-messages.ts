export const words = {
  title: 'For later',
  line: 'Put it down for later',
  placeholder: 'An alert for payments that are booked twice @bob',
  hint: 'What can wait until it is over; @name at its end says who would see to it.',
  empty: 'Nothing is put off',
  emptyText: 'What comes to mind and can wait goes here, out of the way and not lost.',
  perhaps: (name: string) => `nobody yet; ask ${name}, who wrote it down`,
  done: 'Done',
  doneOf: (text: string) => `Done: ${text}`,
  moreInLog: 'There are more in the log.',
};
