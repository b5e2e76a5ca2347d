export { decide } from './decide.ts';
export { verifyDraft } from './draft.ts';
export { checkPair } from './pair.ts';
export { recheckBrief } from './recheck.ts';
export { RULED_LANGUAGES } from './languages/index.ts';
export type { PairRequest, PairVerification, Verification, VerifyRequest } from './types.ts';
