/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars over equal stretches of time, and a range of them with a handle at each end. It knows stretches by number alone; what they are
 * called and how high their bars are is given. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_TIME_STRIP (ent_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (EntTimeStrip, ent_time_strip, ENT, TIME_STRIP, GtkWidget)

GtkWidget *ent_time_strip_new (void);

/* @names: of @n stretches, for the axis and for screen readers; @counts: the bars. Copied. The range stays where it is possible. */
void ent_time_strip_set_bars (EntTimeStrip *self, const char *const *names, const guint *counts, guint n);
guint ent_time_strip_get_n (EntTimeStrip *self);
/* Both included; first <= last < n. Silent. */
void ent_time_strip_set_range (EntTimeStrip *self, guint first, guint last);
void ent_time_strip_get_range (EntTimeStrip *self, guint *first, guint *last);

/* Signal "range-changed": by hand or key. */

G_END_DECLS
