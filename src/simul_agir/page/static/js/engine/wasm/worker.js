// @ts-check
/**
 * Runs batches of one territory by the compiled rules, in a worker. Its text is the worker's whole script: no import, no
 * request, no shared memory, so that it works where a page is opened from a disk. Mirrors simulation/batch.py.
 *
 * @typedef {Float64Array | Float32Array | BigInt64Array | BigUint64Array | Int16Array | Uint16Array | Uint8Array} Numbers
 * @typedef {{[array: string]: Numbers}} State one run's arrays, by name
 * @typedef {{name: string, type: string, shape: number[], shared: boolean, fill: string}} ArrayTold
 * @typedef {{name: string, type: string, dimensions: number}} ArgumentTold
 * @typedef {{arrays: ArrayTold[], entries: {[entry: string]: ArgumentTold[]}, table: number, table_words: number, actors: number, domains: number,
 *   warm_up: number, parameters: number, instruments: string[], indicators: string[], criteria: string[], columns: {[name: string]: number}}} Layout
 * @typedef {{states: State[], which?: Int32Array, points: Float64Array, months: number, budget: number, shocks: Float64Array, events?: number}} Begun
 * @typedef {{budget?: number, shocks?: Float64Array, months?: number, changes?: [number, number][], calendar?: Float64Array, words?: ArrayLike<number>,
 *   path?: ArrayLike<number>, feasible?: ArrayLike<number>, choices?: Float64Array, dues?: Float64Array}} Settings
 * @typedef {{effort: number, path: ArrayLike<number>, recipe: number, shares: Float64Array, month: number, dues: Float64Array}} Recipe
 * @typedef {'indicators' | 'needLevels' | 'calendars' | 'passes' | 'bottlenecks' | {array: string} | {indicator: string}} Wanted
 * @typedef {['begin', string, Begun] | ['set', string, Settings] | ['calendar', string, Recipe] | ['live', string, number] | ['decide', string, number, number] |
 *   ['copy', string, string] | ['take', string, string, Wanted] | ['drop', string]} Step
 * @typedef {{type: 'territory', module: WebAssembly.Module, layout: Layout, limit: number}} TerritoryMessage
 * @typedef {{type: 'run', ticket: number, steps: Step[], seed: number, first: number, runs: number}} RunMessage
 * @typedef {{type: 'part', ticket: number, first: number, runs: number, taken: {[name: string]: Numbers}, bytes: number} | {type: 'fault', ticket: number, text: string}} Told
 * @typedef {{onmessage: ((event: {data: any}) => void) | null, postMessage: (message: Told, transfer: Transferable[]) => void}} Scope
 */

/** @param {Scope} scope what is `self` in a worker */
export function worker(scope) {
  const PAGE = 65536;
  const LINE = 64; // bytes of a line of the processor's cache: arrays begin with one
  /** @typedef {{at: number, shape: number[], bytes: number}} Block */
  /**
   * @typedef {{runs: number, first: number, seed: number, month: number, months: number, budget: number, arrays: {[name: string]: Block}, table: Block, points: Block,
   *   shocks: Block, calendars: Block, indicators: Block, needLevels: Block, told: {[argument: string]: Block}}} Batch
   */
  /** @type {TerritoryMessage | null} */
  let opened = null;
  /** @type {Layout} */
  let layout;
  /** @type {WebAssembly.Memory} */
  let memory;
  /** @type {{[name: string]: any}} */
  let rules = {};
  let limit = 0;
  let refused = ''; // why the territory could not be taken
  let top = 0; // first byte that nobody has taken yet
  /** @type {Map<number, number[]>} by size in bytes: addresses that are free again */
  let free = new Map();
  /** @type {{[name: string]: Block}} what rules write in passing */
  let shared = {};
  /** @type {Map<string, Batch>} */
  let batches = new Map();

  /** @type {{[type: string]: {bytes: number, view: (at: number, count: number) => any}}} */
  const TYPES = {
    f8: { bytes: 8, view: (at, count) => new Float64Array(memory.buffer, at, count) },
    i8: { bytes: 8, view: (at, count) => new BigInt64Array(memory.buffer, at, count) },
    u8: { bytes: 8, view: (at, count) => new BigUint64Array(memory.buffer, at, count) },
    f4: { bytes: 4, view: (at, count) => new Float32Array(memory.buffer, at, count) },
    i2: { bytes: 2, view: (at, count) => new Int16Array(memory.buffer, at, count) },
    u2: { bytes: 2, view: (at, count) => new Uint16Array(memory.buffer, at, count) },
    b1: { bytes: 1, view: (at, count) => new Uint8Array(memory.buffer, at, count) },
  };

  /** @param {number[]} shape */
  const size = (shape) => shape.reduce((one, other) => one * other, 1);
  /** @param {Block} block @returns {Float64Array} */
  const doubles = (block) => TYPES.f8.view(block.at, size(block.shape));
  /** @param {string} name @returns {ArrayTold} */
  const told = (name) => {
    const found = layout.arrays.find((each) => each.name === name);
    if (!found) throw new Error(`no array ${name}`);
    return found;
  };

  /** Memory for an array; its numbers are not set. @param {number[]} shape @param {string} type @returns {Block} */
  function allocate(shape, type = 'f8') {
    const bytes = Math.ceil(Math.max(1, size(shape) * TYPES[type].bytes) / LINE) * LINE;
    const again = free.get(bytes)?.pop();
    if (again !== undefined) return { at: again, shape, bytes };
    const at = top;
    if (at + bytes > limit) throw new Error(`more than ${limit} bytes of memory are needed`);
    const missing = at + bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    top += bytes;
    return { at, shape, bytes };
  }

  /** @param {Block} taken */
  function release(taken) {
    const places = free.get(taken.bytes);
    if (places) places.push(taken.at);
    else free.set(taken.bytes, [taken.at]);
  }

  /** An array that holds these numbers. @param {ArrayLike<number>} values @param {number[]} shape @returns {Block} */
  function filled(values, shape) {
    if (values.length !== size(shape)) throw new Error(`${values.length} numbers for ${shape.join(' x ')}`);
    const made = allocate(shape);
    doubles(made).set(values);
    return made;
  }

  /** An array that holds these integers. @param {ArrayLike<number>} values @param {number[]} shape @returns {Block} */
  function whole(values, shape) {
    const made = allocate(shape, 'i8');
    TYPES.i8.view(made.at, values.length).set(Array.from(values, (each) => BigInt(each)));
    return made;
  }

  /** An array of zeros. @param {number[]} shape @returns {Block} */
  function zeros(shape) {
    const made = allocate(shape);
    doubles(made).fill(0);
    return made;
  }

  /** Calls an entry of the rules. @param {string} entry @param {{[argument: string]: number | Block}} values */
  function call(entry, values) {
    /** @type {[string, number][]} */
    const words = [];
    for (const { name, type, dimensions } of layout.entries[entry]) {
      const value = values[name];
      if (dimensions && typeof value === 'object' && value.shape.length === dimensions) {
        for (const word of [value.at, ...value.shape]) words.push(['i8', word]);
      } else if (!dimensions && typeof value === 'number') words.push([type, value]);
      else throw new Error(`${entry} needs ${name}`);
    }
    const place = allocate([words.length]);
    const view = new DataView(memory.buffer, place.at, words.length * 8);
    words.forEach(([type, word], number) => {
      if (type === 'f8') view.setFloat64(8 * number, word, true);
      else view.setBigInt64(8 * number, BigInt(word), true);
    });
    const failed = rules[entry](place.at);
    release(place);
    if (failed) throw new Error(`a rule failed in ${entry}`);
  }

  /** Takes a territory: lays out what all its batches share. @param {TerritoryMessage} message */
  function open(message) {
    opened = message;
    ({ layout, limit } = message);
    memory = new WebAssembly.Memory({ initial: Math.min(64, Math.floor(limit / PAGE)), maximum: Math.ceil(limit / PAGE) });
    rules = new WebAssembly.Instance(message.module, { env: { memory } }).exports;
    top = Math.ceil(rules.__heap_base.value / LINE) * LINE;
    [free, shared, batches] = [new Map(), {}, new Map()];
    for (const { name, type, shape, fill } of layout.arrays.filter((each) => each.shared)) {
      shared[name] = allocate(shape, type);
      const number = TYPES[type].view(shared[name].at, size(shape));
      number.fill(typeof number[0] === 'bigint' ? BigInt(fill) : Number(fill));
    }
  }

  /** The table of a batch: where each array of each run lies. @param {{[name: string]: Block}} arrays @param {number} runs @returns {Block} */
  function tableOf(arrays, runs) {
    const width = layout.arrays.length * layout.table_words;
    /** @type {number[]} */
    const words = [];
    for (let run = 0; run < runs; run++) {
      for (const { name, shared: common, type } of layout.arrays) {
        const { at, shape } = arrays[name];
        const lengths = common ? shape : shape.slice(1);
        const step = common ? 0 : size(lengths) * TYPES[type].bytes;
        words.push(at + run * step, ...lengths, ...Array(layout.table_words - 1 - lengths.length).fill(0));
      }
    }
    const shape = layout.table === 3 ? [runs, layout.arrays.length, layout.table_words] : [runs, width];
    return whole(words, shape);
  }

  /** @param {string} name @returns {Batch} */
  function batch(name) {
    const found = batches.get(name);
    if (!found) throw new Error(`no batch ${name}`);
    return found;
  }

  /** @param {string} name */
  function drop(name) {
    const gone = batches.get(name);
    if (!gone) return;
    const own = layout.arrays.filter((each) => gone.arrays[each.name] !== shared[each.name]).map((each) => gone.arrays[each.name]);
    for (const each of [...own, gone.table, gone.points, gone.shocks, gone.calendars, gone.indicators, gone.needLevels, ...Object.values(gone.told)]) release(each);
    batches.delete(name);
  }

  /** @param {Begun} begun @param {RunMessage} asked @returns {Batch} */
  function begin({ states, which, points, months, budget, shocks, events = 0 }, { runs, first, seed }) {
    /** @type {{[name: string]: Block}} */
    const arrays = { ...shared };
    for (const { name, type, shape } of layout.arrays.filter((each) => !each.shared)) {
      const length = size(shape);
      arrays[name] = allocate([runs, ...shape], type);
      const cells = TYPES[type].view(arrays[name].at, runs * length);
      for (let run = 0; run < runs; run++) {
        const start = states[which ? which[run] : 0][name];
        if (start.length !== length) throw new Error(`${name} holds ${start.length} numbers, not ${length}`);
        cells.set(start, run * length);
      }
    }
    if (events) arrays.events = zeros([events, shared.events.shape[1]]);
    const rows = months + 1;
    return {
      ...{ runs, first, seed, months, budget, month: -layout.warm_up, arrays },
      table: tableOf(arrays, runs),
      points: filled(points, [points.length / layout.parameters, layout.parameters]),
      shocks: filled(shocks, [layout.warm_up + months, layout.domains + 2]),
      calendars: zeros([runs, rows, layout.instruments.length]),
      indicators: zeros([runs, rows, layout.indicators.length]),
      needLevels: zeros([runs, rows, layout.domains]),
      told: nothingTold(rows),
    };
  }

  /** What a batch is told of a stance that decides nothing. @param {number} rows @returns {{[argument: string]: Block}} */
  function nothingTold(rows) {
    return {
      words: whole(Array(rows).fill(0), [1, rows]),
      path: whole([0, 0, 0, 0, 0, 0, 0, 0, -1], [9]),
      feasible: whole([], [0]),
      choices: zeros([0, rows, layout.instruments.length]),
      dues: zeros([1]),
    };
  }

  /** @param {Batch} found @param {Settings} settings */
  function set(found, settings) {
    const rows = (settings.months ?? found.months) + 1;
    const width = layout.instruments.length;
    if (settings.months !== undefined) lengthen(found, settings.months);
    if (settings.budget !== undefined) found.budget = settings.budget;
    if (settings.shocks) found.shocks = instead(found.shocks, filled(settings.shocks, [layout.warm_up + found.months, layout.domains + 2]));
    for (const [position, value] of settings.changes ?? []) {
      const numbers = doubles(found.points);
      for (let at = position; at < numbers.length; at += layout.parameters) numbers[at] = value;
    }
    if (settings.calendar) setCalendar(found, settings.calendar);
    if (settings.words) tell(found, 'words', whole(settings.words, [settings.words.length / rows, rows]));
    if (settings.path) tell(found, 'path', whole(settings.path, [settings.path.length]));
    if (settings.feasible) tell(found, 'feasible', whole(settings.feasible, [settings.feasible.length]));
    if (settings.choices) tell(found, 'choices', filled(settings.choices, [settings.choices.length / rows / width, rows, width]));
    if (settings.dues) tell(found, 'dues', filled(settings.dues, [settings.dues.length]));
  }

  /** @param {Block} before @param {Block} now */
  function instead(before, now) {
    release(before);
    return now;
  }

  /** @param {Batch} found @param {string} argument @param {Block} now */
  function tell(found, argument, now) {
    found.told[argument] = instead(found.told[argument], now);
  }

  /** The calendar of all runs, or of each. @param {Batch} found @param {Float64Array} calendar */
  function setCalendar(found, calendar) {
    const cells = doubles(found.calendars);
    if (cells.length % calendar.length || calendar.length < cells.length / found.runs) throw new Error('a calendar of other months');
    for (let at = 0; at < cells.length; at += calendar.length) cells.set(calendar, at);
  }

  /** Adds months: indicators, levels of needs, calendars, shocks and decisions of these months are zero. @param {Batch} found @param {number} months */
  function lengthen(found, months) {
    /** @param {Block} before @returns {Block} */
    const longer = (before) => {
      const [runs, rows, width] = before.shape;
      const now = zeros([runs, months + 1, width]);
      for (let run = 0; run < runs; run++) doubles(now).set(doubles(before).subarray(run * rows * width, (run + 1) * rows * width), run * (months + 1) * width);
      return instead(before, now);
    };
    if (months <= found.months) throw new Error('a batch gets longer, not shorter');
    [found.indicators, found.needLevels, found.calendars] = [longer(found.indicators), longer(found.needLevels), longer(found.calendars)];
    const shocks = zeros([layout.warm_up + months, layout.domains + 2]);
    doubles(shocks).set(doubles(found.shocks));
    found.shocks = instead(found.shocks, shocks);
    found.months = months;
    const fresh = nothingTold(months + 1);
    tell(found, 'words', fresh.words);
    tell(found, 'choices', fresh.choices);
    tell(found, 'feasible', fresh.feasible);
    release(fresh.path);
    release(fresh.dues);
  }

  /** The calendars of a stance whose recipe the rules know. @param {Batch} found @param {Recipe} recipe */
  function makeCalendar(found, { effort, path, recipe, shares, month, dues }) {
    const width = layout.instruments.length;
    const blocks = {
      path: whole(path, [path.length]),
      shares: filled(shares, [shares.length / width, width]),
      dues: filled(dues, [dues.length]),
      buffer: zeros([found.months + 1, width]),
    };
    call('set_calendar', { ...common(found), ...blocks, effort, recipe, month, calendars: found.calendars });
    Object.values(blocks).forEach(release);
  }

  /** What every entry is given of a batch. @param {Batch} found @returns {{[argument: string]: number | Block}} */
  function common(found) {
    return { batch: found.table, replicates: found.runs, points: found.points, seed: found.seed, first_replicate: found.first, warm_up: layout.warm_up };
  }

  /** @param {Batch} found @param {number} month */
  function live(found, month) {
    if (month < found.month || month > found.months) throw new Error(`month ${month} is outside ${found.month} to ${found.months}`);
    if (month === found.month && !(month === 0 && layout.warm_up === 0)) return;
    const { budget, calendars, shocks, indicators, needLevels } = found;
    const span = { start: found.month + layout.warm_up, stop: month + layout.warm_up };
    call('live', { ...common(found), ...found.told, ...span, budget, calendars, shocks, indicators, need_levels: needLevels });
    found.month = month;
  }

  /** @param {string} from @param {string} to */
  function copy(from, to) {
    /** @param {Block} before @param {string} type @returns {Block} */
    const again = (before, type = 'f8') => {
      const made = allocate(before.shape, type);
      new Uint8Array(memory.buffer).copyWithin(made.at, before.at, before.at + before.bytes);
      return made;
    };
    drop(to);
    const old = batch(from);
    const arrays = { ...shared };
    for (const { name, type, shared: common } of layout.arrays) if (!common || old.arrays[name] !== shared[name]) arrays[name] = again(old.arrays[name], type);
    const blocks = { points: again(old.points), shocks: again(old.shocks), calendars: again(old.calendars), indicators: again(old.indicators), needLevels: again(old.needLevels) };
    const told = Object.fromEntries(Object.entries(old.told).map(([name, each]) => [name, again(each, name === 'choices' || name === 'dues' ? 'f8' : 'i8')]));
    batches.set(to, { ...old, ...blocks, arrays, told, table: tableOf(arrays, old.runs) });
  }

  /** @param {Batch} found @param {Wanted} what @returns {Numbers} */
  function take(found, what) {
    if (what === 'indicators' || what === 'needLevels' || what === 'calendars') return doubles(found[what]).slice();
    if (what === 'passes' || what === 'bottlenecks') return examined(found)[what];
    if ('array' in what) return TYPES[told(what.array).type].view(found.arrays[what.array].at, size(found.arrays[what.array].shape)).slice();
    const place = layout.indicators.indexOf(what.indicator);
    if (place < 0) throw new Error(`no indicator ${what.indicator}`);
    const cells = doubles(found.indicators);
    return Float64Array.from({ length: cells.length / layout.indicators.length }, (_, line) => cells[line * layout.indicators.length + place]);
  }

  /** Raw passes of every criterion, and what holds actors back. @param {Batch} found @returns {{passes: Uint8Array, bottlenecks: Float64Array}} */
  function examined(found) {
    const passes = allocate([found.runs, layout.actors, layout.criteria.length], 'b1');
    const bottlenecks = zeros([found.runs, layout.criteria.length]);
    TYPES.b1.view(passes.at, size(passes.shape)).fill(0);
    call('examine', { ...common(found), passes, bottlenecks });
    const told = { passes: TYPES.b1.view(passes.at, size(passes.shape)).slice(), bottlenecks: doubles(bottlenecks).slice() };
    release(passes);
    release(bottlenecks);
    return told;
  }

  /** @param {Step} step @param {RunMessage} asked @param {{[name: string]: Numbers}} taken */
  function walk(step, asked, taken) {
    switch (step[0]) {
      case 'begin':
        drop(step[1]);
        batches.set(step[1], begin(step[2], asked));
        break;
      case 'set':
        set(batch(step[1]), step[2]);
        break;
      case 'calendar':
        makeCalendar(batch(step[1]), step[2]);
        break;
      case 'live':
        live(batch(step[1]), step[2]);
        break;
      case 'decide':
        call('decide', { ...common(batch(step[1])), ...batch(step[1]).told, calendars: batch(step[1]).calendars, word: step[2], month: step[3] });
        break;
      case 'copy':
        copy(step[1], step[2]);
        break;
      case 'take':
        taken[step[2]] = take(batch(step[1]), step[3]);
        break;
      case 'drop':
        drop(step[1]);
        break;
      default:
        throw new Error(`no step ${step[0]}`);
    }
  }

  /** @param {RunMessage} asked */
  function run(asked) {
    /** @type {{[name: string]: Numbers}} */
    const taken = {};
    try {
      if (refused) throw new Error(refused);
      for (const step of asked.steps) walk(step, asked, taken);
      const { ticket, first, runs } = asked;
      scope.postMessage({ type: 'part', ticket, first, runs, taken, bytes: memory.buffer.byteLength }, [...new Set(Object.values(taken).map((each) => each.buffer))]);
    } catch (error) {
      scope.postMessage({ type: 'fault', ticket: asked.ticket, text: error instanceof Error ? error.message : String(error) }, []);
      if (error instanceof WebAssembly.RuntimeError && opened) open(opened); // a trap leaves the stack where it was
    }
    for (const name of [...batches.keys()]) drop(name);
  }

  scope.onmessage = ({ data }) => {
    if (data.type === 'run') run(data);
    if (data.type !== 'territory') return;
    try {
      refused = '';
      open(data);
    } catch (error) {
      refused = error instanceof Error ? error.message : String(error);
    }
  };
}
