import { parentPort } from 'node:worker_threads';
import type { Glossary } from '../core/index.ts';
import { perform } from './workbench-tasks.ts';
import type { Task, TaskResult } from './workbench-tasks.ts';

/** What a thread of the workbench is sent: a glossary to remember, or a task. */
export type Order = { readonly glossary: Glossary } | { readonly id: number; readonly task: Task };

export interface Delivery {
  readonly id: number;
  readonly result?: TaskResult;
  /** What the task threw. */
  readonly error?: unknown;
}

const glossaries = new Map<string, Glossary>();

parentPort!.on('message', (order: Order) => {
  if ('glossary' in order) {
    glossaries.set(order.glossary.sha256, order.glossary);
    return;
  }
  const { id, task } = order;
  let delivery: Delivery;
  try {
    const glossary = task.kind === 'verify' && task.glossary !== null ? glossaries.get(task.glossary)! : null;
    delivery = { id, result: perform(task, glossary) };
  } catch (error) {
    delivery = { id, error };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(delivery);
});
