export const oncall = {};
