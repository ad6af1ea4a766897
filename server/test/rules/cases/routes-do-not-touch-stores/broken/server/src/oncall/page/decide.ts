export const decideAcknowledge = [];
