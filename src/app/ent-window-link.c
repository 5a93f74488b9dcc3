/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "How are these two linked?": the panel's page for what is chosen, and its paths emphasized on the map. */
#include "ent-window-private.h"

static void
on_mark (EntWindow *self, const char *const *relations)
{
  ent_canvas_set_path (self->canvas, relations);
}

gboolean
ent_window_can_link (EntWindow *self)
{
  guint n;

  ent_selection_get_actors (self->selection, &n);
  return n == 1 || n == 2 || ent_selection_get (self->selection).kind == ENT_TARGET_PAIR;
}

void
ent_window_link (EntWindow *self)
{
  EntTarget chosen = ent_selection_get (self->selection);
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);
  const char *a = chosen.kind == ENT_TARGET_PAIR ? chosen.id : n > 0 ? actors[0] : NULL;
  const char *b = chosen.kind == ENT_TARGET_PAIR ? chosen.other : n > 1 ? actors[1] : NULL;

  if (a == NULL)
    return;
  ent_split_set_panel_shown (self->split, TRUE);
  ent_panel_show_link (self->panel, a, b);
}

void
ent_window_link_init (EntWindow *self)
{
  g_signal_connect_swapped (self->panel, "mark", G_CALLBACK (on_mark), self);
}
