// @ts-check
/**
 * Lines of events in names (simulation/story.py).
 * @typedef {{month: number, what: string, actors: string[], need: string | null, value: number}} Event
 */

/**
 * @param {Float64Array} lines six numbers an event: month since the warm-up began, what, actor, other, need, value
 * @param {any} land @param {any} shared @returns {Event[]}
 */
export function eventsOf(lines, land, shared) {
  const { kinds, columns, between } = shared.events;
  const found = [];
  for (let from = 0; from + columns <= lines.length; from += columns) {
    const [month, what, actor, other, need, value] = lines.subarray(from, from + columns);
    const goes = between.includes(kinds[what]);
    const actors = [actor, other, ...(goes ? [Math.trunc(value)] : [])].filter((each) => each >= 0);
    found.push({
      month: month - land.ground.warm_up + 1,
      what: kinds[what],
      actors: actors.map((each) => land.open.actors[each].name),
      need: need >= 0 ? land.ground.domains[need] : null,
      value: goes ? 0 : value,
    });
  }
  return found;
}
