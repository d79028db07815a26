// Who plays in all tests: the same people as in the tests of the rules.

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Founder of Halcyon Skincare, an Admin. */
export const ada: Person = {
  name: 'Ada Lindqvist',
  email: 'ada@halcyon.example',
  password: 'copper lantern under seven bridges',
};

/** The second Admin. */
export const omar: Person = {
  name: 'Omar Haddad',
  email: 'omar@halcyon.example',
  password: 'quiet harbour with orange kayaks',
};

/** Of an agency, Standard. */
export const mina: Person = {
  name: 'Mina Okafor',
  email: 'mina@agency.example',
  password: 'velvet compass and winter plums',
};

/** An influencer. */
export const leo: Person = {
  name: 'Leo Marchetti',
  email: 'leo@leomakes.example',
  password: 'paper tigers dance on gravel',
};

/** A client, who sees only. */
export const cleo: Person = {
  name: 'Cleo Brandt',
  email: 'cleo@brandt.example',
  password: 'marble staircase humming softly',
};

/** Belongs elsewhere, and tries. */
export const mallory: Person = {
  name: 'Mallory Vane',
  email: 'mallory@vane.example',
  password: 'borrowed umbrella in a thunderstorm',
};

/** What Ada founds. */
export const halcyon = { name: 'Halcyon Skincare', slug: 'halcyon-skincare', zone: 'Europe/Berlin' };
