/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An empty program: it links a whole layer with only the layer's declared dependencies. */

int
main (void)
{
  return 0;
}
