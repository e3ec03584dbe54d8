/** What a password must have; the server decides by the same rules. */
export const passwordRules: readonly { says: string; holds(password: string): boolean }[] = [
  { says: 'At least 12 characters', holds: (password) => [...password].length >= 12 },
  { says: 'An upper-case letter', holds: (password) => /\p{Lu}/u.test(password) },
  { says: 'A lower-case letter', holds: (password) => /\p{Ll}/u.test(password) },
  { says: 'A digit', holds: (password) => /\p{Nd}/u.test(password) },
  { says: 'A symbol', holds: (password) => /[^\p{L}\p{N}\s]/u.test(password) },
];
