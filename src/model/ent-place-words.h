/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places on the Earth as people write them, and as the format keeps them: degrees of latitude and longitude (WGS 84, as ISO 6709 has
 * them). Nothing is guessed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads "39.9, 116.4", "39.9 N 116.4 E", "S 33° 51′ 54″, E 151° 12′ 34″", "39,9; 116,4"; latitude first where no letters say
 * otherwise. FALSE with @error, a sentence for people. O(length). */
gboolean ent_place_from_words (const char *words, double *lat, double *lon, GError **error);

/* "39.9, 116.4": the shortest decimals that are read back as the same. (transfer full) */
char *ent_place_to_words (double lat, double lon);

/* @number in the shortest decimals that g_ascii_strtod() reads back as the same. (transfer full) */
char *ent_number_to_words (double number);

G_END_DECLS
