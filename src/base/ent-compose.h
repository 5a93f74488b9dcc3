/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The composed normal form (Unicode UAX #15, NFC) of long texts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text (valid UTF-8) in NFC, as g_utf8_normalize() gives it, but for runs of more than a thousand marks, which are put in order piece by
 * piece. O(size). (transfer full) */
char *ent_compose (const char *text);

G_END_DECLS
