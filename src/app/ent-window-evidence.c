/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panel's articles and the map do together: words dragged onto the map, room for an actor that a text names, and the size of
 * the text, which is kept from one run to the next. Canvas and panel know nothing of each other. */
#include "ent-window-private.h"

static EntPoint
free_place (gpointer data)
{
  return ent_canvas_free_place (ENT_WINDOW (data)->canvas);
}

static gboolean
on_words_dropped (EntWindow *self, int kind, const char *id, const char *other, const char *words)
{
  return ent_panel_take_drop (self->panel, words, (EntTargetKind) kind, id, other);
}

static void
on_reader_scaled (EntWindow *self)
{
  ent_settings_set_double (ent_window_get_settings (self), ENT_SETTING_READER_TEXT_SCALE, ent_panel_get_reader_scale (self->panel));
}

void
ent_window_use_reader_scale (EntWindow *self)
{
  ent_panel_set_reader_scale (self->panel, ent_settings_get_double (ent_window_get_settings (self), ENT_SETTING_READER_TEXT_SCALE, 1));
}

void
ent_window_evidence_init (EntWindow *self)
{
  ent_panel_set_place_func (self->panel, free_place, self);
  g_signal_connect_swapped (self->canvas, "words-dropped", G_CALLBACK (on_words_dropped), self);
  g_signal_connect_swapped (self->panel, "reader-scaled", G_CALLBACK (on_reader_scaled), self);
}
