/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of actors and kinds. A file is somebody else's bytes: it is decoded in a process of its own, and only what that makes of it,
 * a small PNG, gets into the map. Invariant: what became of the map meanwhile decides whether the picture is still wanted. */
#include "ent-window-private.h"

#include <glib/gi18n.h>

#include "ent-edit-field.h"
#include "ent-painter.h"
#include "ent-picture-file.h"

/* Pixels a side of what is stored: sharp on a card at 400 %. */
#define SIDE 256

typedef struct
{
  EntWindow *window; /* owned */
  char *id, *field;
} Wanted;

static Wanted *
wanted_new (EntWindow *self, const char *id, const char *field)
{
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted){ g_object_ref (self), g_strdup (id), g_strdup (field) };
  return wanted;
}

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->window);
  g_free (wanted->id);
  g_free (wanted->field);
  g_free (wanted);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Wanted *wanted = data;
  EntWindow *self = wanted->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *image = ent_picture_file_read_finish (result, &error);

  self->reading_picture = FALSE;
  ent_progress_end (self->picture_progress);
  if (image != NULL && ent_map_find (ent_window_get_map (self), wanted->id) != NULL)
    {
      ent_history_break_merge (ent_document_get_history (self->document));
      ent_edit_set_field (ent_window_get_map (self), wanted->id, wanted->field, ent_value_string (image), &error);
    }
  ent_window_actions_update (self);
  if (error != NULL)
    ent_window_tell_error (self, _ ("The picture was not taken"), error);
  wanted_free (wanted);
}

static void
on_chosen (EntWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  Wanted *chosen = g_object_get_data (G_OBJECT (self->chooser), "wanted");
  Wanted *wanted = wanted_new (self, chosen->id, chosen->field);

  ent_window_end_choice (self, file != NULL);
  if (file == NULL || self->reading_picture)
    {
      wanted_free (wanted);
      return;
    }
  self->reading_picture = TRUE;
  ent_picture_file_read_async (file, SIDE, ent_progress_begin (self->picture_progress, _ ("Reading the picture…")), on_read, wanted);
  ent_window_actions_update (self);
}

void
ent_window_choose_picture (EntWindow *self, const char *id, const char *field)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/webp", "image/svg+xml" };
  GtkFileFilter *filter;

  if (self->chooser != NULL || self->reading_picture || ent_map_find (ent_window_get_map (self), id) == NULL)
    return;
  filter = gtk_file_filter_new ();
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gtk_file_filter_add_mime_type (filter, types[i]);
  gtk_file_filter_set_name (filter, _ ("Pictures (PNG, JPEG, WebP, SVG)"));
  ent_window_choose_file (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Choose Picture"), NULL, filter, G_CALLBACK (on_chosen));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), FALSE);
  g_object_set_data_full (G_OBJECT (self->chooser), "wanted", wanted_new (self, id, field), wanted_free);
}

/* --- To be shown --- */

GdkPaintable *
ent_window_paint_svg (const char *svg, gboolean symbolic, int pixels, EntColour colour)
{
  cairo_surface_t *surface = ent_svg_render (svg, symbolic, pixels, colour);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;
  int stride;

  if (surface == NULL)
    return NULL;
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) pixels);
  texture = gdk_memory_texture_new (pixels, pixels, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  cairo_surface_destroy (surface);
  return GDK_PAINTABLE (texture);
}

static GdkPaintable *
paint_picture (const char *image, int pixels, gpointer data)
{
  g_autofree char *svg = ent_picture_svg (image);

  return svg != NULL ? ent_window_paint_svg (svg, FALSE, pixels, (EntColour){ 0, 0, 0 }) : NULL;
}

void
ent_window_picture_init (EntWindow *self)
{
  ent_panel_set_picture_func (self->panel, paint_picture, self);
}
