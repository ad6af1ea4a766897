/**
 * A person has an account: invited at first, then active, and at some time perhaps deactivated. Whoever has left stays
 * known, because the past names them; they open nothing and are not called. There is always an administrator who can
 * sign in, once there has been one.
 */

/**
 * Administrators who have not left: all of them; those who have signed in or have a password to do so; and those who
 * get in on the day on which the identity provider is down: where single sign-on is required, the break-glass accounts.
 */
export interface Administrators {
  all: number;
  able: number;
  unaided: number;
}
