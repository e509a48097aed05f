/** Scripts that are read from right to left, and languages that are written in one of them unless they say otherwise. */
const SCRIPTS = new Set(['arab', 'hebr', 'thaa', 'syrc', 'nkoo', 'adlm', 'rohg']);
const LANGUAGES = new Set('ar arc ckb dv fa he iw ks nqo ps sd syr ug ur yi'.split(' '));

/** Which way a language is read, by its tag (BCP 47). */
export function direction(tag: string): 'ltr' | 'rtl' {
  const [language = '', ...others] = tag.toLowerCase().split('-');
  const script = others.find((part) => /^[a-z]{4}$/.test(part));
  return (script ? SCRIPTS.has(script) : LANGUAGES.has(language)) ? 'rtl' : 'ltr';
}
