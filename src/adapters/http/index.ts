/** The one way out of the program: pacing, retries, redaction, and the journal of what was asked. */
export { connect, isLoopback } from './exchange.ts';
export type { Answer, Connection, Endpoint, Question } from './exchange.ts';
export type { Classify } from './failure.ts';
export { forgetLanes, laneReports } from './governor.ts';
export type { FailureClass, LaneLimits, LaneReport } from './governor.ts';
export { badResponse, connectionOptions, pacing, parseOptions, parseReply } from './options.ts';
export { costOf, loadPrices, priceOf } from './prices.ts';
export { protectSecret, quotable, redact } from './redact.ts';
