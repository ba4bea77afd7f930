/** Kinds of mutations that once acquitted or accused somebody; tried in every run, at several places each. */
export const onceBroken: readonly RegExp[] = [
  // An empty plan was one plan less that is switched off.
  /\/users value\[\]\.assignedLicenses\[\]\.disabledPlans\[\] := empty$/,
  // A method without a name was remembered as no method at all.
  /\/userRegistrationDetails value\[\]\.methodsRegistered\[\] := empty$/,
  // Without the actions of one mighty role, a role of the tenant's own looked harmless.
  /\/roleDefinitions value\[\]\.(?:rolePermissions := gone|templateId := empty|rolePermissions\[\]\.allowedResourceActions := null)$/,
  /\/roleAssignments value\[\]\.directoryScopeId := empty$/,
  // The first day of the calendar was taken for a day on which something happened.
  /\/applications value\[\]\.passwordCredentials\[\]\.(?:start|end)DateTime := 0001-.*$/,
  /\/directoryAudits value\[\]\.activityDateTime := 0001-.*$/,
  // A membership of a new kind was none, and the member one for ever.
  /\/\$batch responses\[\]\.body\.value\[\]\.(?:accessId|memberType) := (?:gone|empty|odd word)$/,
  // A subscription of which it is not told whether it works did not work.
  /\/subscribedSkus value\[\]\.(?:capabilityStatus := (?:null|odd word)|prepaidUnits\.enabled := gone)$/,
  // A group that hides its members in new words was an empty one.
  /\/groups\/\{id\} visibility := (?:gone|odd word)$/,
  // A new kind of user was a member.
  /\/users value\[\]\.@odata\.type := odd word$/,
  // A method of which the policy says nothing was allowed by it.
  /\/authenticationMethodsPolicy authenticationMethodConfigurations\[\]\.id := odd word$/,
  /\/users value\[\]\.signInActivity\.lastSuccessfulSignInDateTime := (?:gone|2999-.*)$/,
  // Without the list of accounts, a service account was an account, and no program held a role.
  /\/users users\[\]\.isEnrolledIn2Sv := "true"$/,
  // A small number, the year 1 and the 31st of February were instants.
  /\/users users\[\]\.lastLoginTime := (?:7|0001-.*|2026-02-31.*|2999-.*)$/,
  /\/roleassignments items\[\]\.expirationDetails\.expireTime := 2026-02-31.*$/,
  // A count without a digit was none.
  /\/usage\/users\/all\/dates\/\{day\} usageReports\[\]\.parameters\[\]\.intValue := empty$/,
  // A log that is left out was an empty one.
  /\/applications\/login items := gone$/,
  /\/applications\/admin items(?:\[\]\.actor)? := gone$/,
  // A member known by the address alone was a stranger.
  /\/members members\[\]\.id := gone$/,
];
