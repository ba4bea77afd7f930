import { actionsOf, type Definition, isInTable, templateOf } from './role-tiers.ts';

/** Roles for custom security attributes: administrators and readers of assignments, definitions, logs and provisioning. */
const attributeRoles: ReadonlySet<string> = new Set([
  '58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d',
  'ffd52fa5-98dc-465c-991d-fc073eb59f8f',
  '8424c6f0-a189-499e-bbd0-26c1753c96d4',
  '1d336d2c-4ae8-42ef-9711-b3604ce3fc2c',
  '5b784334-f94b-471a-a387-e7219fc49ca2',
  '9c99539d-8186-4804-835f-fd51ef9e2dcd',
  'ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe',
  '422218e4-db15-4ef9-bbe0-8afb41546d79',
]);

const attributeActions = /customsecurityattribute|\/attributesets\//;

/**
 * Whether a Global Administrator can do all that a role can; null when it cannot be told. Custom security attributes are
 * the one thing that they cannot touch. https://learn.microsoft.com/entra/fundamentals/custom-security-attributes-overview
 */
export function isWithinTop(definition: Definition): boolean | null {
  const templateId = templateOf(definition).toLowerCase();
  if (attributeRoles.has(templateId)) return false;
  const actions = actionsOf(definition);
  if (actions !== null) return !actions.some((action) => attributeActions.test(action));
  return definition.isBuiltIn !== false && isInTable(templateId) ? true : null;
}
