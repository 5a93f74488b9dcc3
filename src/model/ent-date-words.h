/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people write them in English, and as the format keeps them (EDTF; see ent-edtf.h). Nothing is guessed: what can be read in
 * two ways, or needs today's date, is refused with what to write instead. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The EDTF of @words: "May 2018", "17 May 2018", "May 17, 2018", "since 2017", "until 2019", "2017 to 2019", "about 1961",
 * "possibly 2018", "summer 2019", "the 1990s", "Q2 2018", "44 BC", EDTF itself; "" for "". NULL with @error, a sentence for
 * people. O(length). (transfer full) */
char *ent_date_from_words (const char *words, GError **error);

/* @edtf in words that ent_date_from_words() reads back as the same date; what has no such words is given as it stands.
 * (transfer full) */
char *ent_date_to_words (const char *edtf);

G_END_DECLS
