/**
 * As much of vitest as the suites of weighting and estimation use, so that they run in one process, test by test, some
 * thousand times over: vitest itself takes two seconds for each mutant. Assertions are vitest's own.
 */
import { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";
import { format } from "@vitest/pretty-format";
import fc from "fast-check";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

// Under mutation every property runs thousands of times: fewer examples, always the same ones.
fc.configureGlobal({ numRuns: 15, seed: 20_261_122 });

/** The tests of every file imported, in order. */
export const tests = [];
const around = [];

export function describe(name, body) {
  around.push(name);
  body();
  around.pop();
}

export function it(name, body) {
  tests.push({ name: [...around, name].join(" > "), body });
}

it.each = (rows) => (name, body) => {
  for (const [index, row] of rows.entries()) {
    it(`${name} ${index}`, () => (Array.isArray(row) ? body(...row) : body(row)));
  }
};

describe.each = (rows) => (name, body) => {
  for (const [index, row] of rows.entries()) {
    describe(`${name} ${index}`, () => (Array.isArray(row) ? body(...row) : body(row)));
  }
};

export function test(name, body) {
  it(name, body);
}
test.each = it.each;
test.prop = (arbitraries, options) => (name, body) => {
  const numRuns = Math.min(options?.numRuns ?? 15, 15);
  it(name, () =>
    fc.assert(
      fc.property(...arbitraries, (...values) => {
        body(...values);
      }),
      { numRuns },
    ),
  );
};
it.prop = test.prop;

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);
export { fc };

chai.use((_chai, { addMethod }) => {
  addMethod(chai.Assertion.prototype, "toMatchInlineSnapshot", function compare(snapshot) {
    const shown = format(this._obj, { printBasicPrototype: false });
    expect(shown.replaceAll(/\s+/gu, " ")).toBe(snapshot.trim().replaceAll(/\s+/gu, " "));
  });
});
