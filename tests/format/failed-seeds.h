/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Included in a table: { seed, steps } of random edits that failed once. A seed means other edits when operations are added, so what
 * failed has a test by name too. */
{ 119, 2000 },
