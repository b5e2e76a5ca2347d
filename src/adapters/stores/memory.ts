import { CONTRACT } from '../../core/index.ts';
import type { Store } from '../../core/index.ts';

/** A store that lives as long as the process: for a run that keeps nothing, and for tests. */
export function createMemoryStore(): Store {
  const entries = new Map<string, string>();
  return {
    contract: CONTRACT,
    kind: 'store',
    name: 'memory',
    get: async (key) => entries.get(key) ?? null,
    async put(key, value) {
      entries.set(key, value);
    },
    async delete(key) {
      entries.delete(key);
    },
    async *list(prefix) {
      const keys = [...entries.keys()].filter((key) => key.startsWith(prefix));
      keys.sort((a, b) => (a < b ? -1 : 1));
      for (const key of keys) {
        const value = entries.get(key);
        if (value !== undefined) yield [key, value];
      }
    },
  };
}
