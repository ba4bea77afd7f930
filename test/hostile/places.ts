/** What a string in an answer is. */
export type Sort =
  /** Paging, transport, instants, and by what the right tenant is known: the protocol's own. */
  | 'protocol'
  /** Words of the protocol and numbers of staff that verdicts hang on. */
  | 'decides'
  /** An id: the same thing goes by the same one everywhere. */
  | 'id'
  /** An address or a login. */
  | 'login'
  /** The path of an organisational unit, made of names. */
  | 'unit'
  /** Whatever somebody wrote. */
  | 'words';

const instant = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/;
const protocol =
  /\.(?:@odata\.(?:nextLink|context|deltaLink)|[^.]*@odata\.context|nextPageToken|nextLink|kind|etag)$|innerError\.|\.headers\./;

/** Keys by which Microsoft and Google name accounts. */
const login =
  /\.(?:userPrincipalName|mail|proxyAddresses\[\]|primaryEmail|aliases\[\]|nonEditableAliases\[\]|email|signInIdentifier|primaryGuestEmail)$/;

const decides = [
  /\.@odata\.type$/,
  /\.(?:userType|externalUserState|perUserMfaState|state|visibility|employeeId|accessId|assignmentType|memberType)$/,
  /\.(?:assigneeType|scopeType|callerType|servicePrincipalType|capabilityStatus|skuPartNumber|servicePlanName|privilegeName)$/,
  /\.(?:policyMigrationState|allowInvitesFrom|countryOrRegion|regionCode|directoryScopeId|intValue|result)$/,
  /\.(?:category|loggedByService|operationType|activityDisplayName)$|\.modifiedProperties\[\]\.|targetResources\[\]\.type$|\.members\[\]\.type$/,
  /\.conditions\..*(?:\.include\w*|\.exclude\w*|Types|Levels)\[\]$|TypeOrExternal|\.(?:guestOrExternalUserTypes|membershipKind)$/,
  /\.grantControls\.|\.(?:permissionGrantPoliciesAssigned|methodsRegistered|allowedResourceActions)\[\]$/,
  /\.appRoles\[\]\.value$|\.externalIds\[\]\.|\.parameters\[\]\.|\.events\[\]\.name$|\.setting\.|\.policyQuery\./,
  /authenticationMethodConfigurations\[\]\.(?:id|state)$|\.(?:orgUnitId|parentOrgUnitId)$/,
  // Why a report is not there yet is told by words alone.
  /usage\/users.* \.error\./,
  /\.error\.(?:code|message)$|\.errors\[\]\.(?:reason|domain)$/,
];

/** Built-in roles and service plans go by the same ids everywhere. */
const builtIn =
  /\.(?:roleDefinitionId|templateId|servicePlanId|disabledPlans\[\]|includeRoles\[\]|excludeRoles\[\])$|roleDefinitions \.value\[\]\.id$/;

const anyId = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^\d{15,}$/;
const id =
  /(?:\.|_)(?:id|assignedTo)$|Ids?(?:\[\])?$|policies\[\]\.name$|\.(?:domainName|customerDomain)$|verifiedDomains\[\]\.name$/;

/** Tells what stands at a place, such as `/v1.0/users .value[].displayName`. */
export function sortOf(place: string, text: string, known: ReadonlySet<string>): Sort {
  if (protocol.test(place) || instant.test(text) || known.has(text)) return 'protocol';
  if (login.test(place)) return 'login';
  if (/OrgUnitPath$/i.test(place)) return 'unit';
  if (builtIn.test(place)) return 'decides';
  if (anyId.test(text)) return 'id';
  if (decides.some((pattern) => pattern.test(place))) return 'decides';
  return id.test(place) ? 'id' : 'words';
}

/** The path of a request without the ids in it. */
export function endpointOf(url: string): string {
  return new URL(url, 'http://service.example').pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')
    .replace(/\/(groups|customer|customers)\/\w+/g, '/$1/{id}')
    .replace(/\d{4}-\d\d-\d\d/, '{day}');
}

/** The same value with every string in it replaced by what `replace` says of it and its place. */
export function rewritten(value: unknown, place: string, replace: (text: string, place: string) => string): unknown {
  if (typeof value === 'string') return replace(value, place);
  if (Array.isArray(value)) return value.map((item) => rewritten(item, `${place}[]`, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, rewritten(item, `${place}.${key}`, replace)]),
  );
}
