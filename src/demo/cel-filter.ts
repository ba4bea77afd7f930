/** What a filter of the Cloud Identity Policy API may ask about. */
export interface PolicyFacts {
  customer: string;
  settingType: string;
}

export interface PolicyFilter {
  matches(facts: PolicyFacts): boolean;
  /** Every customer that is named. */
  customers: readonly string[];
}

type Test = (facts: PolicyFacts) => boolean;

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  const source = text.trimEnd();
  const token = /\s*(&&|\|\||==|[().]|r'[^']*'|r"[^"]*"|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*)/y;
  while (token.lastIndex < source.length) {
    const found = token.exec(source)?.[1];
    if (found === undefined) return null;
    tokens.push(found);
  }
  return tokens;
}

/** A string as CEL has it: a backslash is written twice, unless the string is raw. Null: it is none. */
function stringOf(word: string | undefined): string | null {
  if (word === undefined) return null;
  if (/^r['"]/.test(word)) return word.slice(2, -1);
  if (!/^['"]/.test(word)) return null;
  const inner = word.slice(1, -1);
  if (/\\[^\\'"nrt]/.test(inner.replaceAll('\\\\', ''))) return null;
  return inner.replaceAll(/\\(.)/g, (_all, escaped: string) => ({ n: '\n', r: '\r', t: '\t' })[escaped] ?? escaped);
}

/** Reads the part of CEL that the API documents. Null: it is not well formed. */
export function parsePolicyFilter(text: string): PolicyFilter | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const customers: string[] = [];
  let at = 0;
  const take = (...words: readonly string[]): boolean => {
    if (!words.every((word, index) => tokens[at + index] === word)) return false;
    at += words.length;
    return true;
  };
  const literal = (): string | null => {
    const text = stringOf(tokens[at]);
    at += 1;
    return text;
  };
  const regexTest = (): Test | null => {
    const pattern = literal();
    if (pattern === null || !take(')')) return null;
    try {
      const regex = new RegExp(pattern);
      return ({ settingType }) => regex.test(settingType);
    } catch {
      return null;
    }
  };
  const atom = (): Test | null => {
    if (take('(')) {
      const inner = either();
      return inner !== null && take(')') ? inner : null;
    }
    if (take('customer', '==')) {
      const customer = literal();
      if (customer === null) return null;
      customers.push(customer);
      return (facts) => customer === 'customers/my_customer' || facts.customer === customer;
    }
    if (take('setting', '.', 'type', '==')) {
      const type = literal();
      return type === null ? null : ({ settingType }) => settingType === type;
    }
    return take('setting', '.', 'type', '.', 'matches', '(') ? regexTest() : null;
  };
  const both = (): Test | null => {
    let test = atom();
    while (test !== null && take('&&')) {
      const [left, right] = [test, atom()];
      test = right === null ? null : (facts) => left(facts) && right(facts);
    }
    return test;
  };
  const either = (): Test | null => {
    let test = both();
    while (test !== null && take('||')) {
      const [left, right] = [test, both()];
      test = right === null ? null : (facts) => left(facts) || right(facts);
    }
    return test;
  };
  const test = either();
  return test === null || at !== tokens.length ? null : { matches: test, customers };
}
