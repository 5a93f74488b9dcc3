/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of the main steps, told on standard error when ENTENTE_TRACE is set; costs one test otherwise. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Monotonic time in microseconds, or 0 when tracing is off. */
gint64 ent_trace_begin (void);

/* Prints "entente: WHAT 1.234 ms" when @begin is not 0. */
void ent_trace_end (gint64 begin, const char *what);

G_END_DECLS
