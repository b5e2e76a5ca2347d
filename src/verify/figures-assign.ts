import type { Edge, Item, MatchSetting } from './figures-compare.ts';
import { compare, keysOf } from './figures-compare.ts';

/** More pairs than this are compared by value only, so that huge inputs stay linear. */
const MAX_PAIRS = 250_000;

/** Every agreement between an item of the claim and a slot of the source. */
export function edgesBetween(items: readonly Item[], slots: readonly Item[], setting: MatchSetting): Edge[] {
  const edges: Edge[] = [];
  if (items.length * slots.length > MAX_PAIRS) return edgesByValue(items, slots, setting);
  for (let i = 0; i < items.length; i++) {
    for (let s = 0; s < slots.length; s++) {
      const edge = compare(items[i]!, slots[s]!, i, s, setting);
      if (edge !== null) edges.push(edge);
    }
  }
  return edges;
}

/** Compares only what has the same number or the same date; at most eight slots for each item. */
function edgesByValue(items: readonly Item[], slots: readonly Item[], setting: MatchSetting): Edge[] {
  const byKey = new Map<string, number[]>();
  slots.forEach((slot, place) => {
    for (const key of keysOf(slot)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [place]);
      else if (list.length < 4096) list.push(place);
    }
  });
  const edges: Edge[] = [];
  const turn = new Map<string, number>();
  items.forEach((item, place) => {
    for (const key of keysOf(item)) {
      const list = byKey.get(key) ?? [];
      const from = turn.get(key) ?? 0;
      turn.set(key, from + 1);
      for (let k = 0; k < Math.min(8, list.length); k++) {
        const slot = list[(from + k) % list.length]!;
        const edge = compare(item, slots[slot]!, place, slot, setting);
        if (edge !== null) edges.push(edge);
      }
    }
  });
  return edges;
}

/** One to one, best agreements first, nearest places first among equals; then augmented so that none is left in vain. */
export function assign(items: readonly Item[], slots: readonly Item[], edges: readonly Edge[]): Map<number, Edge> {
  const weight = (edge: Edge): number =>
    edge.agreement.score - 8 * Math.abs(edge.item / items.length - edge.slot / slots.length);
  const sorted = edges
    .filter((edge) => edge.agreement.relation !== 'unit')
    .map((edge) => ({ edge, weight: weight(edge) - (slots[edge.slot]!.figure.weak ? 15 : 0) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ edge }) => edge);
  const byItem = new Map<number, Edge>();
  const bySlot = new Map<number, Edge>();
  for (const edge of sorted) {
    if (byItem.has(edge.item) || bySlot.has(edge.slot)) continue;
    byItem.set(edge.item, edge);
    bySlot.set(edge.slot, edge);
  }
  const edgesOf = new Map<number, Edge[]>();
  for (const edge of sorted) {
    const list = edgesOf.get(edge.item);
    if (list === undefined) edgesOf.set(edge.item, [edge]);
    else list.push(edge);
  }
  const augment = (item: number, seen: Set<number>, depth: number): boolean => {
    if (depth > 50) return false;
    for (const edge of edgesOf.get(item) ?? []) {
      if (seen.has(edge.slot)) continue;
      seen.add(edge.slot);
      const holder = bySlot.get(edge.slot);
      if (holder === undefined || augment(holder.item, seen, depth + 1)) {
        byItem.set(item, edge);
        bySlot.set(edge.slot, edge);
        return true;
      }
    }
    return false;
  };
  if (edges.length <= 20_000) {
    for (let item = 0; item < items.length; item++) if (!byItem.has(item)) augment(item, new Set(), 0);
  }
  return byItem;
}
