/**
 * The one way out of the program: pacing, retries, redaction, and the journal of what was asked.
 *
 * An adapter makes one connection when it is created and asks it questions:
 *
 *     const schema = z.strictObject({ ...connectionOptions, model: z.string() });
 *     const options = parseOptions('example', schema, given);
 *     const connection = connect(
 *       { adapter: 'example', url, key, keyName: 'EXAMPLE_API_KEY', model: options.model, ...pacing(options) },
 *       setting,
 *     );
 *     const { value, usage } = await connection.ask(
 *       { url: '/v1/do', headers, body, bound, usageOf, parse: (reply) => parseReply('example', shape, reply), texts },
 *       context,
 *     );
 */
export { connect, isLoopback } from './exchange.ts';
export type { Answer, Connection, Endpoint, Question } from './exchange.ts';
export type { Classify } from './failure.ts';
export { forgetLanes } from './governor.ts';
export type { FailureClass, LaneLimits, LaneReport } from './governor.ts';
export { badResponse, connectionOptions, pacing, parseOptions, parseReply } from './options.ts';
export { costOf, loadPrices, priceOf } from './prices.ts';
export { protectSecret, quotable, redact } from './redact.ts';
export { translatorOver } from './translation.ts';
export type { TextBatch, TranslationService } from './translation.ts';
