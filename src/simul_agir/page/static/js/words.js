// @ts-check
/** The words of one language, and numbers as it writes them. */

/** @type {{[lang: string]: {[key: string]: string}}} */
const catalogues = {};

export class Words {
  /**
   * @param {string} lang
   * @param {{[key: string]: string}} catalogue
   */
  constructor(lang, catalogue) {
    this.lang = lang;
    this.catalogue = catalogue;
  }

  /**
   * The text of a key with its fields filled in; the key itself where there is none.
   * @param {string} key
   * @param {{[name: string]: any}} [fields]
   */
  say(key, fields = {}) {
    const text = this.agreeing(this.catalogue[key] ?? this.catalogue[`page.${key}`] ?? key, fields);
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
  }

  /**
   * A text whose words agree with the numbers of its fields: {n:life|lives} is the singular or the plural.
   * @param {string} text
   * @param {{[name: string]: any}} fields
   */
  agreeing(text, fields) {
    const one = this.lang === 'fr' ? /^[+−]?[01](,\d+)?$/ : /^1$/;
    return text.replace(/\{(\w+):([^{}|]*)\|([^{}|]*)\}/g, (whole, name, singular, plural) => (name in fields ? (one.test(String(fields[name])) ? singular : plural) : whole));
  }

  /** @param {string} key */
  has(key) {
    return key in this.catalogue || `page.${key}` in this.catalogue;
  }

  /**
   * A text some of whose fields are elements.
   * @param {string} key
   * @param {{[name: string]: any}} fields
   * @returns {any[]}
   */
  rich(key, fields) {
    return this.agreeing(this.say(key), fields)
      .split(/(\{\w+\})/)
      .map((part) => {
        const field = /^\{(\w+)\}$/.exec(part);
        return field ? fields[field[1]] : part;
      });
  }

  /** @param {number} value @param {number} [digits] */
  number(value, digits = 2) {
    const text = Math.abs(value) < 0.5 * 10 ** -digits ? (0).toFixed(digits) : value.toFixed(digits);
    const [whole, part] = text.split('.');
    const gap = this.lang === 'fr' ? '\u202f' : ',';
    const grouped = whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${gap}`);
    return (part ? grouped + (this.lang === 'fr' ? ',' : '.') + part : grouped).replace('-', '−');
  }

  /** @param {number} value @param {number} [digits] */
  signed(value, digits = 2) {
    const text = this.number(value, digits);
    return text.startsWith('−') || Math.abs(value) < 0.5 * 10 ** -digits ? text : `+${text}`;
  }

  /** @param {number} share */
  percent(share) {
    const whole = Math.round(100 * share);
    const text = whole === 0 && share > 0 ? `<${this.number(1, 0)}` : whole === 100 && share < 1 - 1e-6 ? `>${this.number(99, 0)}` : this.number(100 * share, 0);
    return `${text}${this.lang === 'fr' ? '\u202f' : ' '}%`;
  }

  /**
   * Lives out of a hundred: none or all only where it is so.
   * @param {number} share
   */
  lives(share) {
    const whole = Math.round(100 * share);
    if (whole === 0 && share > 0) return this.say('less_than', { n: 1 });
    if (whole === 100 && share < 1) return this.say('more_than', { n: 99 });
    return String(whole);
  }

  /** @param {number} low @param {number} high @param {number} [digits] */
  interval(low, high, digits = 2) {
    return this.say('interval', { low: this.number(low, digits), high: this.number(high, digits) });
  }

  /** @param {string} stance */
  stance(stance) {
    return this.catalogue[`stance.${stance}`] ?? stance.replace(/^.*:/, '').replace(/_/g, ' ');
  }

  /** @param {string} stance */
  quoted(stance) {
    return this.say('quoted', { text: this.stance(stance) });
  }

  /** @param {string[]} items */
  several(items) {
    if (items.length < 2) return items.join('');
    return this.say('list_last', { first: items.slice(0, -1).join(', '), last: items[items.length - 1] });
  }
}

/** Words that a page brings with it. @param {{[lang: string]: {[key: string]: string}}} known */
export function learn(known) {
  Object.assign(catalogues, known);
}

/** @param {string} lang @returns {Promise<Words>} */
export async function wordsOf(lang) {
  if (!catalogues[lang]) catalogues[lang] = await (await fetch(`/words/${lang}.json`)).json();
  return new Words(lang, catalogues[lang]);
}
