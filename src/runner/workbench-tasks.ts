import type { Article, Glossary } from '../core/index.ts';
import { composeArticle } from '../text/article.ts';
import type { ArticleParts } from '../text/article.ts';
import { signatureOf } from '../text/near-duplicates.ts';
import type { Signature } from '../text/near-duplicates.ts';
import { verifyDraft } from '../verify/index.ts';
import type { Verification, VerifyRequest } from '../verify/index.ts';

/** An article with what near-copies of it are recognised by. */
export interface Composed {
  readonly article: Article;
  readonly signature: Signature;
}

/** Work for the processor alone: pure, and of arguments and results that can be sent to another thread. */
export type Task =
  | { readonly kind: 'compose'; readonly parts: ArticleParts }
  /** The glossary goes by its hash; it is sent once. */
  | { readonly kind: 'verify'; readonly request: VerifyRequest; readonly glossary: string | null };

export type TaskResult = Composed | Verification;

export function compose(parts: ArticleParts): Composed {
  const article = composeArticle(parts);
  return { article, signature: signatureOf(article.text) };
}

export function perform(task: Task, glossary: Glossary | null): TaskResult {
  return task.kind === 'compose' ? compose(task.parts) : verifyDraft({ ...task.request, glossary });
}
