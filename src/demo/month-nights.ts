/** How many nights the month has. */
export const nightsOfMonth = 30;

/** The night whose scan sees each thing of the story first. What is not told here stays as it was. */
export const nights = {
  /** 永井 begins: a new account in Microsoft 365, which has no second factor yet. */
  nagaiJoins: 3,
  nagaiRegisters: 5,
  /** 鈴木 loses the telephone, and with it every second factor. */
  suzukiLosesFactors: 6,
  suzukiRegisters: 8,
  /** The last day of 遠藤, as the HR list says; the accounts stay open for days. */
  endoLastDay: 7,
  /** Somebody signs in to Microsoft 365 as 遠藤. */
  endoIsUsed: 9,
  /** The HR list is written without those who have left, and then as it was. */
  hrForgetsLeavers: 10,
  hrNamesLeavers: 11,
  endoIsDisabledInMicrosoft: 11,
  endoIsSuspendedInGoogle: 12,
  endoLosesLicence: 13,
  /** The last day on which a text message is accepted as the only factor of 近藤. */
  kondoExceptionEnds: 8,
  kondoGainsPasskey: 12,
  /** 佐藤 signs in from Viet Nam once, and from Japan on all other days. */
  satoIsAbroad: 10,
  /** 武田 is made Global Administrator, which somebody finds and takes back. */
  takedaIsPromoted: 13,
  takedaIsDemoted: 16,
  /** Baker, who has not signed in for months under an exception, is made User Administrator. */
  bakerIsPromoted: 14,
  bakerIsDemoted: 18,
  /** The delegation of the scanner at Google is withdrawn, and given back. */
  googleGoesDark: 15,
  googleComesBack: 18,
  /** While nobody can look, 佐藤 enrols in 2-Step Verification. */
  satoEnrols: 16,
  /** 緒方 comes back from leave. */
  ogataReturns: 19,
  /** ninety-one days after the last sign-in of the guest. */
  guestIsStale: 20,
  /** The products that hold Entra ID P1 are in their last days, and then gone. */
  licenceIsEnding: 18,
  licenceIsGone: 21,
  /** Somebody takes the permission to read roles from the scanner, makes 林 User Administrator too, and gives it back. */
  rolesGoDark: 23,
  rolesComeBack: 24,
  bakerLastDay: 24,
  bakerIsDeleted: 25,
  /** 鈴木 loses the telephone once more. */
  suzukiLosesFactorsAgain: 27,
  suzukiRegistersAgain: 30,
  /** 武田 is made Global Administrator once more. */
  takedaIsPromotedAgain: 30,
} as const;

/** Days from the first night to the end of the scanner's own secret: 7 are left on night 24, and 1 on night 30. */
export const secretLeft = 30.5;
