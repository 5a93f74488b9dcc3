/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracing is decided once, from the environment, so that a span costs nothing when it is off. */
#include "ent-trace.h"

static gboolean
tracing (void)
{
  static gsize once = 0;
  static gboolean on = FALSE;

  if (g_once_init_enter (&once))
    {
      on = g_getenv ("ENTENTE_TRACE") != NULL;
      g_once_init_leave (&once, 1);
    }
  return on;
}

gint64
ent_trace_begin (void)
{
  return tracing () ? g_get_monotonic_time () : 0;
}

void
ent_trace_end (gint64 begin, const char *what)
{
  if (begin != 0)
    g_printerr ("entente: %s %.3f ms\n", what, (g_get_monotonic_time () - begin) / 1000.0);
}
