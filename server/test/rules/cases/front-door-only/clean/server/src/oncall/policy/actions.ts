export const stepsOf = [];
