/** A value whose absence the provider documents as a fact of its own, so that another verdict may follow from it. */
export interface Documented {
  /** Of the path of the request and the place in its answer, as the matrix writes them. */
  place: RegExp;
  mutation: RegExp;
  /** What it means, and where that is said. */
  means: string;
}

const absent = /^(?:gone|null)$/;

export const documented: readonly Documented[] = [
  {
    place: /\/users value\[\]\.onPremisesSyncEnabled$/,
    mutation: /^null$/,
    means: 'null: never synchronised. https://learn.microsoft.com/graph/api/resources/user',
  },
  {
    place: /\/users value\[\]\.@odata\.type$/,
    mutation: /^gone$/,
    means: 'told only of derived types: left out for a plain user. OData JSON 4.01, section 4.6.3',
  },
  {
    place: /\/users value\[\]\.signInActivity$/,
    mutation: absent,
    means: 'nothing: never signed in. https://learn.microsoft.com/graph/api/resources/signinactivity',
  },
  {
    place: /\/users value\[\]\.signInActivity\.lastSuccessfulSignInDateTime$/,
    mutation: /^(?:null|0001-.*)$/,
    means: 'null: no success since 2023-12-01; some services write the first day of the calendar for it',
  },
  {
    place: /\/servicePrincipals value\[\]\.appId$/,
    mutation: absent,
    means: 'nothing ties it to a registration, which is then reported with its credentials under its own id',
  },
  {
    place: /\/groups\/\{id\} visibility$/,
    mutation: /^null$/,
    means: 'null: the group has no say in it, and hides nobody. https://learn.microsoft.com/graph/api/resources/group',
  },
  {
    place: /\.(?:endDateTime|expireTime|enforcedFrom)$/,
    mutation: /^2999-/,
    means: 'an end that lies far ahead is an end like any other',
  },
  {
    place: /Credentials\[\]\.endDateTime$/,
    mutation: /^2999-/,
    means: 'a credential may be made for so long',
  },
  {
    place: /\/authentication\/methods value\[\]\.@odata\.type$|\/\$batch responses\[\]\.body\.value\[\]\.@odata\.type$/,
    mutation: /^odd word$/,
    means: 'a method that is not known is a second factor of unknown strength, as the rules say',
  },
  {
    place:
      /authenticationMethod$|login_challenge|\.multiValue(?:\[\])?$|\.parameters(?:\[\].*)?$|\.authenticationDetails(?:\[\].*)?$/,
    mutation: /.*/,
    means: 'the factor of a sign-in that the log does not tell convicts nobody, and the log acquits nobody',
  },
  {
    place: /\/users users\[\]\.isGuestUser$/,
    mutation: /^gone$/,
    means: 'told of guests only. https://developers.google.com/workspace/admin/directory/reference/rest/v1/users',
  },
  {
    place: /\/(?:members members|roleassignments items\[\]\.expirationDetails|roles items\[\]\.isSuperAdminRole)$/,
    mutation: absent,
    means: 'empty lists, false and what is not set are left out. https://protobuf.dev/programming-guides/json/',
  },
  {
    place: /\/policies policies\[\]\.setting\.value\.\w+$/,
    mutation: absent,
    means:
      'a field that is not set is taken from the policy below. https://docs.cloud.google.com/identity/docs/concepts/policies',
  },
  {
    place: /\/applications\/admin items(?:\[\]\.actor(?:\.callerType)?)?$/,
    mutation: /.*/,
    means: 'nobody is called idle by a log that does not name who acted; a note of the report tells its window',
  },
];
