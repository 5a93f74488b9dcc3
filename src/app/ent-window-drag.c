/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map dragged out of the window: from a button upon the map, since dragging the map itself moves the view and what is on it. What comes
 * out is what the export dialog was last used for with this map, redaction included; a click of the button opens that dialog. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-drag-out.h"

/* What the dialog would not offer now is the whole map there, and so here. */
static void
settle_part (EntExportChoice *choice, EntSnapshot *map)
{
  EntRecords *steps = map->lists[ENT_LIST_STORY];
  gboolean there = choice->what == ENT_EXPORT_WHOLE || (choice->what == ENT_EXPORT_SCREEN && choice->shown[0] != NULL)
                   || (choice->what == ENT_EXPORT_CHOSEN && choice->chosen != NULL && choice->chosen[0] != NULL);

  for (guint i = 0; choice->what == ENT_EXPORT_STEP && i < ent_records_n (steps); i++)
    there = there || g_str_equal (ent_record_id (steps->items[i]), choice->step);
  if (!there)
    choice->what = ENT_EXPORT_WHOLE;
}

static void
on_failed (EntDragOut *content, const GError *error, EntWindow *self)
{
  if (self->document != NULL)
    ent_window_tell_error (self, _ ("Nothing was dragged out"), error);
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, EntWindow *self)
{
  g_autoptr (EntExportChoice) choice = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autofree char *stem = NULL;
  GdkContentProvider *content;

  if (ent_canvas_get_scene (self->canvas) == NULL)
    return NULL;
  map = ent_map_snapshot (ent_window_get_map (self));
  choice = ent_window_dup_export_choice (self);
  settle_part (choice, map);
  stem = ent_window_dup_stem (self);
  content = ent_drag_out_new (map, choice, stem);
  g_signal_connect_object (content, "failed", G_CALLBACK (on_failed), self, 0);
  return content;
}

static void
on_begin (GtkDragSource *source, GdkDrag *drag, EntWindow *self)
{
  g_autoptr (GdkPaintable) canvas = gtk_widget_paintable_new (GTK_WIDGET (self->canvas));
  g_autoptr (GdkPaintable) now = gdk_paintable_get_current_image (canvas);

  ent_drag_out_set_icon (source, now);
}

void
ent_window_drag_init (EntWindow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.export");
  gtk_widget_add_css_class (button, "flat");
  ent_window_name_button (button, _ ("Drag the map to another program, or click to choose how it looks there"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Drag out or export"), -1);
  gtk_widget_set_cursor_from_name (button, "grab");
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_prepare), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_begin), self, 0);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
  ent_canvas_add_control (self->canvas, button);
}
