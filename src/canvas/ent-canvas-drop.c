/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words dragged from this program's own texts onto a thing of the map. The thing under them is shown as under the pointer; the window is
 * told what was meant. What comes from other programs is for the window. */
#include "ent-canvas-private.h"

/* The thing that lies there; kind ENT_TARGET_NONE for none. */
static EntTarget
target_at (EntCanvas *self, double x, double y)
{
  EntTarget none = { ENT_TARGET_NONE, "", "" };

  if (self->scene == NULL)
    return none;
  return ent_canvas_target_of_hit (self->scene, ent_canvas_hit (self, ent_point (x, y)));
}

static gboolean
accepts (GtkDropTarget *drop, GdkDrop *what, EntCanvas *self)
{
  return self->map != NULL && gdk_drop_get_drag (what) != NULL
         && gdk_content_formats_contain_gtype (gdk_drop_get_formats (what), G_TYPE_STRING);
}

static GdkDragAction
moves (GtkDropTarget *drop, double x, double y, EntCanvas *self)
{
  EntTarget target = target_at (self, x, y);

  ent_selection_set_hover (self->selection, target.kind, target.id, target.other);
  ent_canvas_show_hint (self, target);
  return target.kind != ENT_TARGET_NONE ? GDK_ACTION_COPY : 0;
}

static void
leaves (GtkDropTarget *drop, EntCanvas *self)
{
  EntTarget none = { ENT_TARGET_NONE, "", "" };

  if (self->selection == NULL)
    return;
  ent_selection_set_hover (self->selection, ENT_TARGET_NONE, "", "");
  ent_canvas_show_hint (self, none);
}

static gboolean
drops (GtkDropTarget *drop, const GValue *value, double x, double y, EntCanvas *self)
{
  EntTarget target = target_at (self, x, y);
  EntCanvasTarget kept = { 0 };
  gboolean taken = FALSE;

  if (target.kind == ENT_TARGET_NONE)
    return FALSE;
  ent_canvas_target_set (&kept, target);
  g_signal_emit_by_name (self, "words-dropped", (int) kept.kind, kept.id, kept.other, g_value_get_string (value), &taken);
  g_free (kept.id);
  g_free (kept.other);
  return taken;
}

void
ent_canvas_init_drop (EntCanvas *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_signal_connect (drop, "accept", G_CALLBACK (accepts), self);
  g_signal_connect (drop, "enter", G_CALLBACK (moves), self);
  g_signal_connect (drop, "motion", G_CALLBACK (moves), self);
  g_signal_connect (drop, "leave", G_CALLBACK (leaves), self);
  g_signal_connect (drop, "drop", G_CALLBACK (drops), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
