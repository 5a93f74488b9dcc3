/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words dragged onto the map: from this program's own texts onto a thing of it, from other programs onto a line or onto its ground. The thing
 * under them is shown as under the pointer; the window is told what was meant. Files are for the window. */
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

/* A foreign drag names what it has as media types. */
static gboolean
accepts (GtkDropTarget *drop, GdkDrop *what, EntCanvas *self)
{
  GdkContentFormats *formats = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (gdk_drop_get_formats (what)));
  gboolean words = gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) && !gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);

  gdk_content_formats_unref (formats);
  return self->map != NULL && words;
}

static gboolean
is_own (GtkDropTarget *drop)
{
  GdkDrop *what = gtk_drop_target_get_current_drop (drop);

  return what != NULL && gdk_drop_get_drag (what) != NULL;
}

/* TRUE where the words mean something on @target. */
static gboolean
has_meaning (GtkDropTarget *drop, EntTarget target)
{
  return is_own (drop) ? target.kind != ENT_TARGET_NONE : target.kind == ENT_TARGET_NONE || target.kind == ENT_TARGET_RELATION;
}

static GdkDragAction
moves (GtkDropTarget *drop, double x, double y, EntCanvas *self)
{
  EntTarget target = target_at (self, x, y);

  ent_selection_set_hover (self->selection, target.kind, target.id, target.other);
  ent_canvas_show_hint (self, target);
  return has_meaning (drop, target) ? GDK_ACTION_COPY : 0;
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

  if (!has_meaning (drop, target))
    return FALSE;
  ent_canvas_target_set (&kept, target);
  if (is_own (drop))
    g_signal_emit_by_name (self, "words-dropped", (int) kept.kind, kept.id, kept.other, g_value_get_string (value), &taken);
  else
    g_signal_emit_by_name (self, "text-dropped", kept.id, g_value_get_string (value), x, y, &taken);
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
