import type { CallContext, Usage } from '../../../core/index.ts';
import { AdapterError, addUsage, NO_USAGE } from '../../../core/index.ts';
import type { Prompt } from '../../../text/prompt.ts';
import { renderPrompt } from '../../../text/prompt.ts';
import { badResponse } from '../options.ts';
import type { ChatModel, ModelLimits } from './connect.ts';
import { findJson } from './json.ts';
import type { ChatReply, ChatRequest } from './protocol.ts';

/** What a model is asked for, without the limit of its reply. */
export type Asking = Omit<ChatRequest, 'maxOutputTokens'>;

/** What to make of the JSON of a reply. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  /** `problem` is told to the model: it holds no article text. Null: this is not the object meant. */
  | { readonly ok: false; readonly problem: string | null };

export interface Question<T> {
  readonly asking: Asking;
  /** A modest limit for the first try, in tokens. */
  readonly outputTokens: number;
  /** What to ask where even the longest reply allowed is too short; null: nothing shorter can be asked. */
  readonly shorter: (() => Asking) | null;
  readonly read: (value: unknown) => Reading<T>;
}

export interface Asked<T> {
  readonly value: T;
  readonly usage: Usage;
  readonly warnings: readonly string[];
}

/** How much more room a reply gets after it was cut. */
const LONGER = 4;

/** The most characters of an unusable reply that the model is shown again. */
const LONGEST_RECALL = 6000;

type Outcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'truncated' | 'refused' }
  | { readonly kind: 'unusable'; readonly problem: string; readonly text: string };

/**
 * Asks for a JSON object and gets it, or fails with a reason. Failures of content have budgets of their own beside the
 * governor's retries: a reply cut at its limit is asked for once with more room and once shorter; a reply that is
 * refused, empty, no JSON or of another shape is answered once with what was wrong with it.
 *
 * @param repairPrompt `repair-json`
 * @throws AdapterError with code `truncated`, `refused` or `bad-response`, or what the transport threw
 */
export async function askJson<T>(
  model: ChatModel,
  limits: ModelLimits,
  question: Question<T>,
  repairPrompt: Prompt,
  context: CallContext,
): Promise<Asked<T>> {
  let { asking } = question;
  let maxOutputTokens = Math.min(question.outputTokens, limits.maxOutputTokens);
  let usage: Usage = NO_USAGE;
  let repaired = false;
  let shortened = false;
  const warnings: string[] = [];

  for (;;) {
    // On the last try an unusable reply is thrown where the journal forgets it, so that another run asks again.
    const isLast = repaired;
    const read = (reply: ChatReply): Outcome<T> => {
      const outcome = readReply(reply, question.read);
      if (isLast && outcome.kind === 'unusable') throw badResponse(model.name, `no usable answer: ${outcome.problem}`);
      return outcome;
    };
    const answer = await model.ask({ ...asking, maxOutputTokens }, read, context);
    usage = addUsage(usage, answer.usage);
    const outcome = answer.value;

    switch (outcome.kind) {
      case 'value':
        return { value: outcome.value, usage, warnings };
      case 'truncated': {
        const more = Math.min(maxOutputTokens * LONGER, limits.maxOutputTokens);
        if (more > maxOutputTokens) {
          maxOutputTokens = more;
          warnings.push(`${model.name}: the reply was cut at its limit and asked for again with more room`);
        } else if (!shortened && question.shorter !== null) {
          shortened = true;
          asking = question.shorter();
          warnings.push(`${model.name}: the reply was cut at its limit and asked for again shorter`);
        } else {
          throw contentError(
            model.name,
            'truncated',
            `the reply was cut at ${maxOutputTokens} tokens, also when asked for shorter; raise maxOutputTokens`,
          );
        }
        break;
      }
      case 'refused':
        if (repaired) throw contentError(model.name, 'refused', 'the model declined to report on this article');
        repaired = true;
        asking = repairing(asking, '', 'it declined to answer', repairPrompt);
        warnings.push(`${model.name}: the model declined and was asked again`);
        break;
      case 'unusable':
        repaired = true;
        asking = repairing(asking, outcome.text, outcome.problem, repairPrompt);
        warnings.push(`${model.name}: the reply could not be used (${outcome.problem}) and was asked for again`);
        break;
    }
  }
}

function readReply<T>(reply: ChatReply, read: (value: unknown) => Reading<T>): Outcome<T> {
  if (reply.finish === 'refused') return { kind: 'refused' };
  if (reply.finish === 'truncated') return { kind: 'truncated' };
  if (reply.text.trim() === '') return { kind: 'unusable', problem: 'it was empty', text: '' };
  let problem = 'it held no JSON object';
  const value = findJson(reply.text, (candidate): { readonly found: T } | null => {
    const reading = read(candidate);
    if (reading.ok) return { found: reading.value };
    if (reading.problem !== null) problem = reading.problem;
    return null;
  });
  return value === null ? { kind: 'unusable', problem, text: reply.text } : { kind: 'value', value: value.found };
}

/** The same conversation with the unusable reply, if there was one, and what was wrong with it. */
function repairing(asking: Asking, text: string, problem: string, repairPrompt: Prompt): Asking {
  const { user } = renderPrompt(repairPrompt, { problem: `${problem}.`, form: JSON.stringify(asking.answer.schema) });
  const shown = text.trim().slice(0, LONGEST_RECALL);
  const { messages } = asking;
  if (shown !== '') {
    return { ...asking, messages: [...messages, { role: 'assistant', text: shown }, { role: 'user', text: user }] };
  }
  // Services refuse an empty turn of the assistant, and two turns of the user in a row.
  const last = messages.at(-1)!;
  return { ...asking, messages: [...messages.slice(0, -1), { role: 'user', text: `${last.text}\n\n${user}` }] };
}

function contentError(adapter: string, code: 'truncated' | 'refused', message: string): AdapterError {
  return new AdapterError(message, { adapter, code, retryable: false });
}
