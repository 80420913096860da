// Texts of the page in words of each language, for given fields.
import { readFileSync } from 'node:fs';
import { Words } from './js/words.js';

const told = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const found = told.map(({ lang, text, fields }) => {
  const words = new Words(lang, { text });
  return [words.say('text', fields), words.rich('text', fields).join('')];
});
process.stdout.write(JSON.stringify(found), () => process.exit(0));
