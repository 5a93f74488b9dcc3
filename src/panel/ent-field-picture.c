/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture in a form: what it looks like, a button to choose a file, one to take it away. Choosing is an action of the window, which
 * has foreign pictures decoded in a process of their own; decoding what the map holds is a function that the window gave. */
#include "ent-field-form-private.h"

#include <glib/gi18n.h>

#include "ent-panel-parts.h"

/* Pixels at 100 %. */
#define SIDE 48

typedef struct
{
  EntPanelPictureFunc func;
  gpointer data;
} PictureFunc;

void
ent_panel_set_picture_func (EntPanel *self, EntPanelPictureFunc func, gpointer user_data)
{
  PictureFunc *held = g_new (PictureFunc, 1);

  *held = (PictureFunc){ func, user_data };
  g_object_set_data_full (G_OBJECT (self), "ent-picture-func", held, g_free);
}

GtkWidget *
ent_picture_new (EntPanel *panel, const char *image, int side)
{
  const PictureFunc *held = g_object_get_data (G_OBJECT (panel), "ent-picture-func");
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkWidget *picture;

  if (held == NULL || image[0] == '\0')
    return NULL;
  paintable = held->func (image, side * 2, held->data);
  if (paintable == NULL)
    return NULL;
  picture = gtk_image_new_from_paintable (paintable);
  gtk_image_set_pixel_size (GTK_IMAGE (picture), side);
  ent_set_accessible_name (picture, _ ("Picture"));
  return picture;
}

static void
removed (EntFieldRow *row)
{
  ent_panel_end_step (ent_field_form_get_panel (row->form));
  ent_field_row_set (row, ent_value_string (""));
}

static const char *
image_of (EntFieldRow *row)
{
  char **slot = ent_field_row_slot (row);

  return slot != NULL ? *slot : "";
}

/* The picture is the first in the row; the string that it was made of is kept with it. */
static void
sync_picture (EntFieldRow *row)
{
  const char *image = image_of (row), *shown = g_object_get_data (G_OBJECT (row->widget), "shown");
  GtkWidget *first = gtk_widget_get_first_child (row->widget), *picture;

  gtk_widget_set_sensitive (row->clear, image[0] != '\0');
  if (shown == image)
    return;
  g_object_set_data_full (G_OBJECT (row->widget), "shown", g_ref_string_acquire ((char *) image), (GDestroyNotify) g_ref_string_release);
  if (GTK_IS_IMAGE (first) || GTK_IS_LABEL (first))
    gtk_box_remove (GTK_BOX (row->widget), first);
  picture = ent_picture_new (ent_field_form_get_panel (row->form), image, SIDE);
  if (picture == NULL && image[0] != '\0')
    picture = ent_label_new (_ ("It cannot be shown"), "dim");
  if (picture != NULL)
    gtk_box_prepend (GTK_BOX (row->widget), picture);
}

void
ent_field_form_add_picture (EntFieldForm *self, const char *field, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choose = gtk_button_new_with_label (_ ("Choose…")), *remove = gtk_button_new_with_label (_ ("Remove"));
  EntFieldRow *row = ent_field_row_add (self, ENT_ROW_OTHER, field, name, box, box);

  gtk_button_set_has_frame (GTK_BUTTON (remove), FALSE);
  ent_set_accessible_name (choose, _ ("Choose a picture"));
  ent_set_accessible_name (remove, _ ("Remove the picture"));
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (choose), "(ss)", ent_field_form_get_id (self), field);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (choose), "win.choose-picture");
  gtk_box_append (GTK_BOX (box), choose);
  gtk_box_append (GTK_BOX (box), remove);
  row->clear = remove;
  row->sync = sync_picture;
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (removed), row);
  ent_field_row_fill (row);
}
