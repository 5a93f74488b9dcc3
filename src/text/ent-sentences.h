/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of a text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Code points, end excluded. */
typedef struct
{
  gint64 start, end;
} EntStretch;

/* Sentences in order, without the blanks around them; a line feed always ends one. Boundaries are Pango's (Unicode UAX #29), less those
 * after abbreviations and initials ("U.N. Security Council", "Mr. Smith", "3. Oktober" in German), and with one where the blank after a
 * full stop is missing ("Korea.In 2019"). @language: BCP 47, may be "". O(size). (transfer full) (element-type EntStretch) */
GArray *ent_sentences_split (const char *text, const char *language);

G_END_DECLS
