export const policyOf = (from: object) => `${process.env.POLICY}${from}`; // CAUGHT
