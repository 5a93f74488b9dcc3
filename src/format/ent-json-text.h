/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as canonical text. The compact form is one line without blanks, the laid-out form is what stands in a file; both spell
 * strings and numbers alike, in every locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @length bytes of valid UTF-8 as a JSON string, quotes included. Escaped are only the quote, the backslash, U+0000-001F,
 * U+FFFE and U+FFFF. O(length). */
void ent_json_append_string (GString *out, const char *text, gsize length);

/* Appends what the @length bytes at @raw, the inside of a valid JSON string, stand for. O(length). */
void ent_json_decode (GString *out, const char *raw, gsize length);

/* Appends a finite number: whole ones within +-2^53 plain, others as the shortest decimals that read back as the same double, plain
 * from 1e-6 up to 2^53, else with exponent. */
void ent_json_append_number (GString *out, double number);

/* Appends @json (@length bytes of valid JSON) in the compact form. O(length). */
void ent_json_append_compact (GString *out, const char *json, gsize length);

/* Appends @compact (valid compact JSON, nested at most 64 deep) laid out: two blanks a level, one member or item a line; a
 * container of nothing but scalars, with no string over 80 code points, on one line. O(length). */
void ent_json_append_laid_out (GString *out, const char *compact, gsize length);

G_END_DECLS
