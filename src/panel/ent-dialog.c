/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Message dialogs of libadwaita, without what they print on some versions. */
#include "ent-dialog.h"

#include <adwaita.h>

/* What both forms of the heading need at least, in pixels. */
#define HEADING_WIDTH 60

static void
let_heading_wrap (GtkWidget *widget, const char *heading)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), heading) == 0)
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (widget, HEADING_WIDTH, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_heading_wrap (child, heading);
}

/* libadwaita 1.7 measures the large form of the heading, which does not wrap, in widths in which only the small form
 * fits, and GTK complains of it. */
GtkWidget *
ent_message_dialog_new (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  let_heading_wrap (dialog, heading);
  return dialog;
}

int
ent_dialog_pixels (GtkWindow *parent, int pixels)
{
  int dpi = -1; /* 1024ths; 96 is 100 %, -1 where the desktop says nothing */
  int most = gtk_widget_get_width (GTK_WIDGET (parent)) * 9 / 10;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (parent)), "gtk-xft-dpi", &dpi, NULL);
  if (dpi > 96 * 1024)
    pixels = (int) (pixels * (dpi / 1024.0) / 96);
  return most > 0 ? MIN (pixels, most) : pixels;
}
