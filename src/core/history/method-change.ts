import type { Method } from '../rows/mfa.ts';

/** Names of the same method where the provider tells it by its type, as it does without a licence for its report. */
const byType: ReadonlyMap<string, RegExp> = new Map([
  ['fido2', /^(fido2|passkey)/],
  ['microsoftauthenticator', /^microsoftauthenticator/],
  ['passwordlessmicrosoftauthenticator', /^microsoftauthenticator/],
  ['softwareoath', /^softwareonetimepasscode$/],
  ['hardwareoath', /^hardwareonetimepasscode$/],
  ['phone', /phone$/],
  ['external', /^externalauthmethod$/],
]);

type Methods = readonly Pick<Method, 'name'>[];

function isByType(methods: Methods): boolean {
  return methods.some(({ name }) => byType.has(name.toLowerCase()));
}

/** Whether each method of one list is told in the other, in whatever words. */
function isTold(types: Methods, names: Methods): boolean {
  const said = names.map(({ name }) => name.toLowerCase());
  const forms = types.map(({ name }) => name.toLowerCase());
  const isSame = (type: string, name: string) => type === name || byType.get(type)?.test(name) === true;
  return (
    forms.every((type) => said.some((name) => isSame(type, name))) &&
    said.every((name) => forms.some((type) => isSame(type, name)))
  );
}

/** Whether other methods are registered than before. That the provider calls the same ones otherwise is no change. */
export function haveMethodsChanged(before: Methods, after: Methods): boolean {
  if (isByType(before) && !isByType(after)) return !isTold(before, after);
  if (isByType(after) && !isByType(before)) return !isTold(after, before);
  const names = (methods: Methods) => methods.map(({ name }) => name).join('\n');
  return names(before) !== names(after);
}
